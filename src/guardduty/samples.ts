import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Level } from '#attack';
import { looksAtMany, type Claimed, type RuleBook } from '#detect';
import type { Claim } from '#findings';
import { contentFolder, yamlFiles } from '#kernel';
import { allSources, type Event } from '#sources';
import type { Place } from './finding.ts';
import { sampleEvent, type Sample } from './sample-events.ts';
import { sampleRule } from './sample-rules.ts';

/** What a sample of a type is made of. */
type Pattern = Pick<Claim, 'type' | 'title' | 'severity' | 'tactics' | 'techniques'> & { readonly sample: Sample };

/** Every type of which there are samples, by name: those of the rules in force, and GuardDuty's own. */
export async function samplePatterns(book: RuleBook): Promise<ReadonlyMap<string, Pattern>> {
  const listed = (await listedTypes()).map((one): Pattern => ({
    ...one,
    title: { en: one.en, ja: one.ja },
    severity: one.level,
    sample: { see: one.see },
  }));
  const ruled = book.all.flatMap((claimed) => patternsOf(claimed, listed));
  return new Map([...listed, ...ruled].map((pattern) => [pattern.type, pattern]));
}

const ListedTypes = z.array(
  z.strictObject({
    type: z.string(),
    level: Level,
    see: z.string(),
    tactics: z.array(z.string()),
    techniques: z.array(z.string()),
    en: z.string(),
    ja: z.string(),
  }),
);

async function listedTypes(): Promise<z.infer<typeof ListedTypes>> {
  const files = await yamlFiles(join(contentFolder, 'samples'));
  return files.flatMap(({ text }) => ListedTypes.parse(parse(text)));
}

/** A rule explains its samples itself, and its own tests say what its events look like; those over flows are listed. */
function patternsOf(claimed: Claimed, listed: readonly Pattern[]): Pattern[] {
  const { type, title, severity, tactics, techniques } = claimed;
  const tests = looksAtMany(claimed.rule) ? [] : claimed.guide?.tests; // those of windows speak of many flows at once
  const example = tests
    ?.map((test) => ('fires' in test ? [test.fires].flat()[0] : undefined))
    .find((event) => event !== undefined);
  const sample = listed.find((one) => one.type === type)?.sample ?? (example && { example });
  return type === '' || sample === undefined ? [] : [{ type, title, severity, tactics, techniques, sample }];
}

/** The claim that a sample makes now in an account and Region. */
export async function sampleClaim(pattern: Pattern, place: Place, now: number): Promise<Claim> {
  const { type, title, sample, ...rest } = pattern;
  const { event, principal, resource } = await eventOf(type, sample, { place, now });
  return {
    ...rest,
    ...place,
    type,
    title: { en: `[SAMPLE] ${title.en}`, ja: `[SAMPLE] ${title.ja}` },
    rule: sampleRule(type),
    principal,
    resource,
    event,
    file: 'sample',
    position: now,
    matched: [],
  };
}

/** The record of a sample, read as its log is read. */
async function eventOf(type: string, sample: Sample, when: { place: Place; now: number }) {
  const { source, record } = sampleEvent(type, sample, when);
  const reader = (await allSources()).find(({ name }) => name === source)?.reader();
  const [event] = reader?.read(record) ?? [];
  if (event === undefined) throw new TypeError(`The sample of ${type} cannot be read as ${source}.`);
  const told = (...names: readonly string[]): string => names.map((name) => event.columns[name]).find(isText) ?? '';
  return {
    event,
    principal: told('principal', 'instance', 'interface'),
    resource: told('resource', 'dst_address', 'query'),
  };
}

const isText = (cell: Event['columns'][string] | undefined): cell is string => typeof cell === 'string' && cell !== '';
