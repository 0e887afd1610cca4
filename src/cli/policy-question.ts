import { readFile, stat } from 'node:fs/promises';
import {
  LoadedEntities,
  parseGivenJson,
  policySetOf,
  residualText,
  uidOf,
  type Access,
  type EntityJson,
  type PolicySet,
  type Uid,
} from '#authz';
import { Fault, isJsonObject, textOf } from '#kernel';
import { Option, type Command as Commander } from 'commander';
import { z } from 'zod';
import type { CommandContext, Say, Terminal } from './context.ts';
import { oneOf } from './option.ts';
import { soundFolder } from './policy-folder.ts';
import { visible } from './visible.ts';

/** The options of a question about a folder of policies. */
export const askable = (command: Commander, say: Say): Commander =>
  command
    .addOption(
      new Option(
        '--folder <folder>',
        say({
          en: 'holds the policies, their schema and the entities',
          ja: 'ポリシー、スキーマ、エンティティのあるフォルダー',
        }),
      ).default('.'),
    )
    .option(
      '--context <json>',
      say({
        en: 'the context; without it, what depends on it is told as such',
        ja: 'コンテキスト。なければ、コンテキストによる部分はその条件を示す',
      }),
    )
    .addOption(
      oneOf('--format <format>', say({ en: 'how answers are printed', ja: '表示の形式' }), ['text', 'jsonl'], 'text'),
    );

/** A folder that is asked. */
export interface AskedFolder {
  readonly set: PolicySet;
  readonly entities: LoadedEntities;
}

/** The policies of a folder, and its entities, ready to be asked. Throws `BadInput` after its mistakes were told. */
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
  throw new Fault('BadInput', {
    en: `The schema has no action ${text}. It has: ${known.join(', ')}.`,
    ja: `スキーマにアクション ${text} はありません。あるのは ${known.join(', ')} です。`,
  });
}

/** Who or what is asked about. Throws `BadInput` where the schema knows no such type, for it is a slip. */
export function entityIn(set: PolicySet, text: string): Uid {
  const entity = uidOf(text);
  refuseOtherType(set, entity.type);
  return entity;
}

/** Throws `BadInput` where there is a schema that knows no such type. */
export function refuseOtherType({ schema }: PolicySet, type: string): void {
  if (schema === undefined || schema.entityTypes.has(type)) return;
  const known = [...schema.entityTypes.keys()].slice(0, 20).join(', ');
  throw new Fault('BadInput', {
    en: `The schema has no type ${type}. It has: ${known}.`,
    ja: `スキーマに ${type} という型はありません。あるのは ${known} です。`,
  });
}

/** Bytes of a file of entities. */
const mostEntities = 100_000_000;
const Entities = z.array(z.custom<EntityJson>((json) => typeof json === 'object' && json !== null && 'uid' in json));

/** The entities of a file, and its text. Throws `BadInput`, and `TooLarge` beyond 100 MB. */
export async function entitiesIn(file: string): Promise<{ readonly text: string; readonly list: EntityJson[] }> {
  try {
    if ((await stat(file)).size > mostEntities)
      throw new Fault('TooLarge', {
        en: `${file} has more than ${mostEntities / 1e6} MB. Give only the entities that matter.`,
        ja: `${file} が ${mostEntities / 1e6} MB を超えています。必要なエンティティだけにしてください。`,
      });
    const text = await readFile(file, 'utf8');
    return { text, list: Entities.parse(parseGivenJson(text)) };
  } catch (error) {
    if (error instanceof Fault && error.code === 'TooLarge') throw error;
    const listed = { en: 'it is no list of entities', ja: 'エンティティのリストではありません' };
    const why = error instanceof z.ZodError ? listed : textOf(error);
    const form = '{"uid": {"type", "id"}, "attrs": {}, "parents": []}';
    const said = {
      en: `The entities in ${file} cannot be read: ${why.en}. Write a list of ${form}.`,
      ja: `${file} のエンティティを読めません（${why.ja}）。${form} のリストを書いてください。`,
    };
    throw new Fault('BadInput', said, { cause: error });
  }
}

/** A context as JSON. Throws `Usage`. */
export function contextOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const json = parseGivenJson(text);
    if (isJsonObject(json)) return Object.fromEntries(Object.entries(json));
    throw new Fault('Usage', { en: 'an object was expected', ja: 'オブジェクトではありません' });
  } catch (error) {
    const why = textOf(error);
    const said = {
      en: `The context cannot be read: ${why.en}. Write it as '{"mfa": true}'.`,
      ja: `コンテキストを読めません（${why.ja}）。'{"mfa": true}' のように書いてください。`,
    };
    throw new Fault('Usage', said, { cause: error });
  }
}

/** Prints who or what a question found. Resolves with how many there were. */
export function printAccess(
  found: Iterable<Access>,
  {
    format,
    terminal,
    row,
    say,
  }: {
    readonly format: string;
    readonly terminal: Terminal;
    readonly row: (access: Access) => string;
    readonly say: Say;
  },
): number {
  let count = 0;
  for (const access of found) {
    count += 1;
    const { residual, ...plain } = access;
    const conditions = residual === undefined ? [] : residual.depends.map(residualText);
    if (format === 'jsonl')
      terminal.out(visible(JSON.stringify({ ...plain, ...(residual === undefined ? {} : { conditions }) })));
    else for (const line of linesOf(row(access), access, say)) terminal.out(line);
  }
  return count;
}

function linesOf(head: string, { policies, residual }: Access, say: Say): string[] {
  const by = policies.join(', ');
  const first = visible(say({ en: `${head}  by ${by}`, ja: `${head}  根拠: ${by}` }));
  if (residual === undefined) return [first];
  const conditions = residual.depends.flatMap((left) =>
    residualText(left)
      .split('\n')
      .slice(1)
      .map((line) => `    ${left.policy.id}: ${line}`),
  );
  return [
    say({ en: `${first}, depending on the context:`, ja: `${first}（コンテキスト次第）:` }),
    ...conditions.map(visible),
  ];
}
