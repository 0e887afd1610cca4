// Opens no lake.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { knowledgeFiles } from '#attack';
import { openBook, readRules, type RuleBook } from '#detect';
import { listContent, readLists } from '#intel';
import { keep, kept, yamlFiles, type TextFile } from '#kernel';
import { parseRules } from '#sigma';
import { content } from './library.ts';

const path = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'yagura-')), 'kept.json');
const parse = (files: readonly TextFile[]) => parseRules(files);
/** Leaves out what is undefined, as JSON does, and nothing else. */
const without = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, without(one)]])),
  );
};
const neverAsked = (): never => {
  throw new Error('what was kept is read, and nothing parsed');
};

const own = await yamlFiles(content.rules.folder);
const parsed = parseRules(own);

test('what is kept of all own rules, all knowledge and all lists is what reading them gives', async () => {
  const [known, listed] = await Promise.all([content.knowledge, listContent].map(({ folder }) => yamlFiles(folder)));
  const [keptRules, keptKnowledge, keptLists] = await Promise.all([path(), path(), path()]);
  const [rules, read, lists] = [readRules(own), knowledgeFiles(known ?? []), readLists(listed ?? [])];
  await Promise.all([keep(rules, own, keptRules), keep(read, known ?? [], keptKnowledge)]);
  await keep(lists, listed ?? [], keptLists);
  // Compared by Node: what Vitest would print of a difference takes it many seconds to prepare.
  expect(isDeepStrictEqual(await kept(neverAsked, own, keptRules), without(rules))).toBe(true);
  expect(isDeepStrictEqual(await kept(neverAsked, known ?? [], keptKnowledge), without(read))).toBe(true);
  expect(isDeepStrictEqual(await kept(neverAsked, listed ?? [], keptLists), without(lists))).toBe(true);
});

test('a book opened with the guides that were kept is the one that reading all of it gives', () => {
  const { parsed: apart, guides } = readRules(own);
  const files = { own, other: [] };
  expect(Object.keys(guides).length).toBeGreaterThan(300);
  const told = ({ all, problems }: RuleBook) => ({
    problems,
    all: all.map(({ rule: { id }, ...claimed }) => ({ ...claimed, rule: id })),
  });
  expect(isDeepStrictEqual(told(openBook(files, apart, guides)), told(openBook(files, parsed)))).toBe(true);
});

test('other rules, which may name and filter own ones, come to what is kept as if all were read at once', async () => {
  const [first, second] = parsed.rules;
  const [{ product, service }, values] = [{ ...first?.logsource }, { people: ['mai'] }];
  const logsource = `logsource: { product: ${product}, service: ${service} }`;
  const other = [
    `title: Filter\n${logsource}\nfilter: { rules: [${first?.id}], selection: { a: b }, condition: selection }`,
    `title: Pair\nid: 0a0a0a0a-0000-4000-8000-000000000001\ncorrelation: { type: event_count, rules: [${second?.id}, Other], group-by: [a], timespan: 1h, condition: { gte: 2 } }`,
    `title: Other\nid: 0a0a0a0a-0000-4000-8000-000000000002\n${logsource}\ndetection: { s: { user|expand: '%people%' }, condition: s }`,
    `title: Twin\nid: ${first?.id}\n${logsource}\ndetection: { s: { a: b }, condition: s }`,
    'title: Broken\ndetection: {}',
  ].map((text, at): TextFile => ({ file: `${at}.yml`, text }));
  const together = parseRules([...own, ...other], values);
  expect(together.problems.map(({ file }) => file)).toEqual(['3.yml', '4.yml']);
  expect(together.correlations.map(({ title }) => title)).toContain('Pair');
  expect(isDeepStrictEqual(parseRules(other, values, parsed), together)).toBe(true);
});

test('no own rule filters others or has values that its user gives: both would ask for all files at once', async () => {
  for (const { file, text } of await yamlFiles(content.rules.folder))
    expect(text, file).not.toMatch(/^filter:|\|expand/m);
});

test('a changed rule is parsed anew', async () => {
  const place = await path();
  const files = await yamlFiles(content.rules.folder);
  const rule = files.find(({ file }) => file.endsWith('stealth-cloudtrail-logging-disabled.yml'));
  if (rule === undefined) throw new Error('there are no rules');
  await keep(parseRules([rule]), [rule], place);
  const changed = [{ ...rule, text: rule.text.replace(/^title: .*$/m, 'title: Another') }];
  expect((await kept(parse, changed, place)).rules[0]?.title).toBe('Another');
});

test('nothing kept, or something broken by hand, is no harm', async () => {
  const place = await path();
  const files = (await yamlFiles(content.rules.folder)).slice(0, 1);
  expect((await kept(parse, files, place)).problems).toEqual([]);
  for (const broken of ['{"key":1}', '{"key":', '']) {
    await writeFile(place, broken);
    expect((await kept(parse, files, place)).problems).toEqual([]);
  }
});
