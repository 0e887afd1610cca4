import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { contentFolder, yamlFiles } from '#kernel';
import { data } from './judged.ts';
import { leftOut } from './left-out.ts';

/** How the calls that public rules and collections of abused calls name are treated by Yagura's own rules. */
export interface Watched {
  readonly byFinding: readonly string[];
  readonly byWindow: readonly string[];
  /** Calls that no rule names on purpose, each with its reason. */
  readonly onPurpose: readonly string[];
  readonly forgotten: readonly string[];
}

const Names = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat());
const Document = z.looseObject({
  logsource: z.looseObject({ service: z.string().optional() }).default({}),
  detection: z.record(z.string(), z.unknown()).default({}),
  finding: z.unknown().optional(),
});
type Document = z.infer<typeof Document>;

/** Names of calls that own rules write out: those that make a finding, and those that windows count. */
export async function ownNames(): Promise<{ shown: ReadonlySet<string>; counted: ReadonlySet<string> }> {
  const own = await documentsIn(join(contentFolder, 'rules'));
  return {
    shown: namesIn(own.filter(({ finding }) => finding !== undefined)),
    counted: namesIn(own.filter(({ finding }) => finding === undefined)),
  };
}

/** Undefined where the public rules are not beside the checkout. */
export async function watchedCalls(): Promise<Watched | undefined> {
  if (!existsSync(join(data, 'sigma'))) return undefined;
  const { shown, counted } = await ownNames();
  const calls = [...new Set([...namesIn(await documentsIn(join(data, 'sigma'))), ...abusedCalls()])].toSorted();
  const rest = calls.filter((call) => !shown.has(call) && !counted.has(call) && !isReading(call));
  return {
    byFinding: calls.filter((call) => shown.has(call)),
    byWindow: calls.filter((call) => !shown.has(call) && (counted.has(call) || isReading(call))),
    onPurpose: rest.flatMap((call) => (leftOut[call] === undefined ? [] : [`${call}: ${leftOut[call]}`])),
    forgotten: rest.filter((call) => leftOut[call] === undefined),
  };
}

/** Reading calls are counted by discovery-enumeration-burst, whichever they are. */
export const isReading = (call: string): boolean => /^(?:List|Describe|Get)/.test(call);

async function documentsIn(folder: string): Promise<Document[]> {
  const files = await yamlFiles(folder);
  return files.flatMap(({ text }) =>
    parseAllDocuments(text).flatMap((document) => Document.safeParse(document.toJS()).data ?? []),
  );
}

/** The names of calls that rules of CloudTrail write out, without the version that Lambda puts behind them. */
function namesIn(documents: readonly Document[]): Set<string> {
  return new Set(
    documents
      .filter(({ logsource }) => logsource.service === 'cloudtrail')
      .flatMap(({ detection }) => Object.values(detection).flat())
      .flatMap((selection) => Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(selection)))
      .filter(([field]) => /^eventName(?:\|startswith)?$/.test(field))
      .flatMap(([, names]) => Names.catch([]).parse(names))
      .filter((name) => /^[A-Za-z][A-Za-z0-9]+$/.test(name))
      .map(plain),
  );
}

/** A call's name without the version that Lambda and CloudFront put behind it. */
export const plain = (name: string): string => name.replace(/(?:(?:19|20)\d{6}(?:v\d+)?|\d{4}_\d\d_\d\d)$/, '');

/** The calls of data/traildiscover. */
function abusedCalls(): string[] {
  const file = join(data, 'traildiscover', 'events_meta.jsonl');
  if (!existsSync(file)) return [];
  const Meta = z.object({ eventName: z.string() });
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => plain(Meta.parse(JSON.parse(line)).eventName));
}
