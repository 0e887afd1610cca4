import { open } from 'node:fs/promises';
import { z } from 'zod';
import {
  LoadedEntities,
  nothingReplayed,
  parseGivenJson,
  policySetOf,
  readKeptQuestion,
  uidOf,
  type Decision,
  type EntityJson,
  type PolicyFolder,
} from '#authz';
import { Fault, isJsonObject, issuesText, textOf, type JsonObject } from '#kernel';
import { LineRecords, type Cut } from '#sources';
import type { Replayed } from './replayed.ts';

const Uid = z.union([z.string(), z.object({ type: z.string(), id: z.string() })]).transform((name) => uidOf(name));
const Entity = z.custom<EntityJson>((json) => typeof json === 'object' && json !== null && 'uid' in json);
const Context = z.custom<JsonObject>(isJsonObject, 'an object was expected');

/** A decision as the log keeps it, with its `question`; or written by an application in the same words. */
const Logged = z.object({
  principal: Uid,
  action: Uid,
  resource: Uid,
  decision: z
    .string()
    .toUpperCase()
    .pipe(z.enum(['ALLOW', 'DENY'])),
  redacted: z.boolean().default(false),
  question: z.string().optional(),
  context: Context.default({}),
  entities: z.array(Entity).default([]),
});
type Logged = z.infer<typeof Logged>;

/** Bytes of a file and of a line; decisions that are shown, and bad lines that are told; the others are counted. */
const most = { bytes: 1e9, lineBytes: 8 * 1024 * 1024, shown: 10_000, told: 100 };

/** Decides every line of a file anew by a folder of policies. `told` hears of each line that is no decision. */
export async function replayFile(path: string, folder: PolicyFolder, told: (fault: Fault) => void): Promise<Replayed> {
  const decide = deciderOf(folder);
  const done: Replayed = nothingReplayed();
  for await (const logged of decisionsIn(path)) {
    if (!(logged instanceof Fault)) count(logged, decide(logged), done);
    else {
      done.asked += 1;
      if (done.unreadable++ < most.told) told(logged);
    }
  }
  return done;
}

async function* decisionsIn(path: string): AsyncGenerator<Logged | Fault> {
  await using file = await open(path).catch((error: unknown) => {
    const said = {
      en: `${path} cannot be read: ${textOf(error).en}. Name a file of decisions.`,
      ja: `${path} を読めません（${textOf(error).ja}）。判定を記録したファイルを指定してください。`,
    };
    throw new Fault('BadInput', said, { cause: error });
  });
  if ((await file.stat()).size > most.bytes)
    throw new Fault('TooLarge', {
      en: `${path} has more than ${most.bytes / 1e9} GB. Cut it into smaller files.`,
      ja: `${path} が ${most.bytes / 1e9} GB を超えています。小さなファイルに分けてください。`,
    });
  const lines = new LineRecords(most.lineBytes);
  for await (const chunk of file.createReadStream())
    for (const cut of lines.push(z.instanceof(Buffer).parse(chunk))) yield loggedOf(cut, lines, path);
  for (const cut of lines.end()) yield loggedOf(cut, lines, path);
}

/** The decision of a line, or what is wrong with it. */
function loggedOf(cut: Cut, lines: LineRecords, path: string): Logged | Fault {
  const place = `${path}:${cut.line}`;
  if (cut.fault?.code === 'TooLarge')
    return new Fault('TooLarge', {
      en:
        `${place} is longer than ${most.lineBytes / 1024 / 1024} MB, more than one decision takes. Write one decision a line, ` +
        'and of its entities only those that matter for it.',
      ja: `${place} が ${most.lineBytes / 1024 / 1024} MB を超えています。1 行に判定を 1 つだけ、必要なエンティティだけを書いてください。`,
    });
  try {
    const { text } = lines.said(cut);
    return Logged.parse(parseGivenJson(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? issuesText(error, { whole: form }) : textOf(error);
    const said = {
      en: `${place} is no decision: ${unended(why.en)}. Write ${form.en} and, where there are any, "context", "entities".`,
      ja: `${place} は判定の記録ではありません（${unended(why.ja)}）。${form.ja} と、あれば "context"、"entities" を書いてください。`,
    };
    return new Fault('BadInput', said, { cause: error });
  }
}

const unended = (sentence: string): string => sentence.replace(/[.。]$/, '');
const members = '{"principal", "action", "resource", "decision"}';
const form = { en: members, ja: members };

/** Nothing for a question that cannot be asked of these policies. */
function deciderOf(folder: PolicyFolder): (logged: Logged) => Decision | undefined {
  const set = policySetOf(folder);
  const known = new LoadedEntities(set, folder.entities);
  return ({ question, principal, action, resource, context, entities }) => {
    try {
      if (question !== undefined) return set.decide(readKeptQuestion(question, set));
      const all = entities.length === 0 ? known.all : known.with(entities);
      return set.decide({ principal, action, resource, context, entities: all });
    } catch (error) {
      if (error instanceof Fault && error.code === 'BadInput') return undefined;
      throw error;
    }
  };
}

function count(
  { principal, action, resource, decision: before, redacted }: Logged,
  now: Decision | undefined,
  done: Replayed,
) {
  done.asked += 1;
  if (now === undefined) return void (done.unreadable += 1);
  const decision = now.decision.toUpperCase();
  if (decision === before) return void (done.same += 1);
  done[redacted ? 'uncertain' : decision === 'ALLOW' ? 'allowed' : 'denied'] += 1;
  if (done.changed.length >= most.shown) return;
  done.changed.push({
    before: { principal: uidText(principal), action: uidText(action), resource: uidText(resource), decision: before },
    decision,
    determining: [...now.determining],
    errors: now.errors.map(({ policy, message }) => `${policy}: ${message}`),
  });
}

const uidText = ({ type, id }: { readonly type: string; readonly id: string }): string =>
  `${type}::${JSON.stringify(id)}`;
