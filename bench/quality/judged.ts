import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { knowledge } from '#attack';
import { BaselineMemory, foundIn, openBook, openJudge, Scratch, type Found, type Judge } from '#detect';
import { nowhere } from '#intel';
import { contentFolder, yamlFiles } from '#kernel';
import { openLake } from '#lake';
import { allSources, cutterOf, recognise, sampleOf, type Source } from '#sources';

/** Where the public data sets lie, beside the checkout; nothing of them is committed. */
export const data = '../shared/data';

export type Fields = Readonly<Record<string, unknown>>;

/** One line of data/cloudtrail: where the event comes from, and the event as CloudTrail wrote it. */
const Line = z.object({ src: z.string(), event: z.record(z.string(), z.unknown()) });
export type Line = z.infer<typeof Line>;

/** Yagura's own rules alone, ready to judge. */
export async function ownJudge(): Promise<Judge> {
  const book = openBook({ own: await yamlFiles(join(contentFolder, 'rules')), other: [] });
  return openJudge(book, await allSources());
}

/** The lines of a data set of CloudTrail; undefined where it is not beside the checkout. */
export function lines(name: string): Line[] | undefined {
  const file = join(data, 'cloudtrail', `${name}.jsonl.gz`);
  if (!existsSync(file)) return undefined;
  const text = gunzipSync(readFileSync(file)).toString();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
}

/** How an event fares: rules that make a finding of it, and rules that only windows count. */
export interface Verdict {
  /** File names of the rules that make a finding, with their levels. */
  readonly findings: readonly string[];
  readonly signals: readonly string[];
}

export function verdict(judge: Judge, source: string, event: Fields): Verdict {
  const matches = judge.set.match(source, event).map((rule) => ({
    shown: judge.book.claimed(rule.id)?.type !== '',
    name: `${fileName(rule.file)} (${rule.level})`,
  }));
  const named = (shown: boolean): string[] => matches.filter((one) => one.shown === shown).map(({ name }) => name);
  return { findings: named(true), signals: named(false) };
}

const fileName = (file: string): string => file.replace(/^.*\//, '').replace(/\.yml$/, '');

/** What `detect` would print for these events of CloudTrail: correlations and baselines are judged too, windows are not. */
export async function findingsOf(judge: Judge, events: readonly Fields[]): Promise<Found[]> {
  return foundInReading(judge, [{ path: 'events.json', content: JSON.stringify({ Records: events }) }]);
}

interface LogFile {
  readonly path: string;
  readonly content: string;
}

const known = knowledge(await yamlFiles(join(contentFolder, 'knowledge')));

/** What `detect` would print for these files. Throws for a file that no source knows. */
export async function foundInFiles(judge: Judge, files: Iterable<LogFile>): Promise<Found[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-quality-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  try {
    return await foundInReading(judge, files, new Scratch(judge, async () => lake));
  } finally {
    await lake[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  }
}

async function foundInReading(judge: Judge, files: Iterable<LogFile>, scratch?: Scratch): Promise<Found[]> {
  async function* batches() {
    for (const file of files) yield delivered(judge.sources, file);
  }
  const baselines = new BaselineMemory(judge.book, { knowledge: known.knowledge, geography: nowhere });
  return foundIn(batches(), judge, { baselines, scratch });
}

function delivered(sources: readonly Source[], { path, content }: LogFile) {
  const bytes = Buffer.from(content);
  const sample = sampleOf(bytes);
  const source = recognise(sources, sample);
  const framing = source?.framing(sample);
  if (source === undefined || framing === undefined || framing === 'parquet')
    throw new Error(`No source reads ${path}.`);
  const cutter = cutterOf(framing);
  const reader = source.reader();
  const cuts = [...cutter.push(bytes), ...cutter.end()];
  return cuts.flatMap((cut, place) =>
    reader.read(cutter.said(cut).value).map((event) => ({ event, file: path, position: place + 1 })),
  );
}

/** The items by what `keyOf` says of them, in the order of their first. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
