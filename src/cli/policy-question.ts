import { readFile, stat } from 'node:fs/promises';
import {
  LoadedEntities,
  parseJsonText,
  policySetOf,
  residualText,
  uidOf,
  type Access,
  type EntityJson,
  type PolicySet,
  type Residual,
  type Uid,
} from '#authz';
import { Fault, sentenceOf } from '#kernel';
import { Option, type Command as Commander } from 'commander';
import { z } from 'zod';
import type { CommandContext, Terminal } from './context.ts';
import { oneOf } from './option.ts';
import { soundFolder } from './policy-folder.ts';
import { visible } from './visible.ts';

/** The options of a question about a folder of policies. */
export const askable = (command: Commander): Commander =>
  command
    .addOption(new Option('--folder <folder>', 'holds the policies, their schema and the entities').default('.'))
    .option('--context <json>', 'the context; without it, what depends on it is told as such')
    .addOption(oneOf('--format <format>', 'how answers are printed', ['text', 'jsonl'], 'text'));

/** A folder that is asked. */
export interface AskedFolder {
  readonly set: PolicySet;
  readonly entities: LoadedEntities;
}

export async function openAsked(path: string, context: CommandContext): Promise<AskedFolder> {
  const folder = await soundFolder(path, context);
  const set = policySetOf(folder);
  return { set, entities: new LoadedEntities(set, folder.entities) };
}

/** The action that is asked about. Throws `BadInput` where the schema knows no such action, for it is a slip. */
export function actionIn(set: PolicySet, text: string): Uid {
  const action = uidOf(text);
  const { schema } = set;
  if (schema === undefined || schema.action(action.type, action.id) !== undefined) return action;
  const known = schema.actions.slice(0, 20).map(({ type, id }) => `${type}::${JSON.stringify(id)}`);
  throw new Fault('BadInput', `The schema has no action ${text}. It has: ${known.join(', ')}.`);
}

/** Bytes of a file of entities. */
const mostEntities = 100_000_000;
const Entities = z.array(z.custom<EntityJson>((json) => typeof json === 'object' && json !== null && 'uid' in json));

/** The entities of a file, and its text. Throws `BadInput`, and `TooLarge` beyond 100 MB. */
export async function entitiesIn(file: string): Promise<{ readonly text: string; readonly list: EntityJson[] }> {
  try {
    if ((await stat(file)).size > mostEntities)
      throw new Fault(
        'TooLarge',
        `${file} has more than ${mostEntities / 1e6} MB. Give only the entities that matter.`,
      );
    const text = await readFile(file, 'utf8');
    return { text, list: Entities.parse(parseJsonText(text)) };
  } catch (error) {
    if (error instanceof Fault) throw error;
    const why = error instanceof z.ZodError ? 'it is no list of entities' : sentenceOf(error);
    const form = 'Write a list of {"uid": {"type", "id"}, "attrs": {}, "parents": []}.';
    throw new Fault('BadInput', `The entities in ${file} cannot be read: ${why}. ${form}`, { cause: error });
  }
}

/** A context as JSON. Throws `Usage`. */
export function contextOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const json = parseJsonText(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
      return Object.fromEntries(Object.entries(json));
    throw new Fault('Usage', 'an object was expected');
  } catch (error) {
    throw new Fault('Usage', `The context cannot be read: ${sentenceOf(error)}. Write it as '{"mfa": true}'.`, {
      cause: error,
    });
  }
}

/** Prints who or what a question found. Resolves with how many there were. */
export function printAccess(
  found: Iterable<Access>,
  {
    format,
    terminal,
    row,
  }: { readonly format: string; readonly terminal: Terminal; readonly row: (access: Access) => string },
): number {
  let count = 0;
  for (const access of found) {
    count += 1;
    const { residual, ...plain } = access;
    const conditions = residual === undefined ? [] : residual.depends.map(residualText);
    if (format === 'jsonl')
      terminal.out(visible(JSON.stringify({ ...plain, ...(residual === undefined ? {} : { conditions }) })));
    else for (const line of linesOf(row(access), access, residual)) terminal.out(line);
  }
  return count;
}

function linesOf(head: string, { policies }: Access, residual: Residual | undefined): string[] {
  const first = visible(`${head}  by ${policies.join(', ')}`);
  if (residual === undefined) return [first];
  const conditions = residual.depends.flatMap((left) =>
    residualText(left)
      .split('\n')
      .slice(1)
      .map((line) => `    ${left.policy.id}: ${line}`),
  );
  return [`${first}, depending on the context:`, ...conditions.map(visible)];
}
