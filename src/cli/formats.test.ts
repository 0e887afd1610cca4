// Opens no lake.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { knowledge } from '#attack';
import { openBook, type Found } from '#detect';
import { nowhere } from '#intel';
import { contentFolder, yamlFiles } from '#kernel';
import { madeFinding, madeOccurrence } from '../findings/made-finding.contract.ts';
import { wide } from './table.ts';
import { formats, type Printing } from './formats/index.ts';

const library: Printing['library'] = {
  book: openBook({ own: [], other: [] }),
  unasked: [],
  knowledge: knowledge(await yamlFiles(`${contentFolder}/knowledge`)).knowledge,
  sources: [],
  geography: nowhere,
};
const event = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', sourceIPAddress: '192.0.2.7' };
const found = (part: Partial<Found['finding']> = {}, file = 'logs/calls.json'): Found => ({
  finding: madeFinding(part),
  occurrences: [madeOccurrence(event, { file, position: 7 })],
  lineage: [],
  measured: { en: '', ja: '' },
});

async function printed(
  format: keyof typeof formats,
  some: readonly Found[],
  part: Partial<Printing> = {},
): Promise<string> {
  let said = '';
  const terminal = {
    out: (text: string) => void (said += `${text}\n`),
    err: () => undefined,
    progress: { report: () => undefined },
    interactive: false,
    columns: 80,
  };
  await formats[format](some, { library, terminal, language: 'en', version: '1.2.3', whole: true, ...part });
  return said;
}

test('a card answers who, why, how, next and do in lines that fit the terminal', async () => {
  const card = await printed('text', [found()]);
  for (const name of ['WHO', 'WHY', 'HOW', 'NEXT', 'DO']) expect(card).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect(card).toMatch(/^HIGH  Logging was switched off  \(once\)$/m);
  expect(card).toContain('Event: logs/calls.json:7  e1');
  for (const line of card.split('\n').slice(2)) if (!line.includes('$ ')) expect(wide(line)).toBeLessThanOrEqual(80);
  expect(card).not.toContain('\u001b');
});

test('the last line counts findings, the worst first, in the language of the terminal', async () => {
  const some = [found({ severity: 'low' }), found({ severity: 'critical' }), found({ severity: 'low' })];
  expect(await printed('text', some)).toMatch(/\n3 findings: 1 critical, 2 low\.\n$/);
  expect(await printed('text', some, { language: 'ja' })).toMatch(/\n検出 3 件: 重大 1 件、低 2 件。\n$/);
});

test('without findings it is said whether everything could be read', async () => {
  expect(await printed('text', [])).toBe('No findings.\n');
  expect(await printed('text', [], { whole: false, language: 'ja' })).toBe('読み取れた範囲に検出はありません。\n');
});

test('text of a log steers no terminal in any format', async () => {
  const hostile = [found({ principal: 'a\u001b[2Jb', title: { en: 'x\u009b', ja: 'x' } }, 'logs/\u001b.json')];
  for (const format of ['text', 'jsonl', 'sarif'] as const)
    for (const sign of ['\u001b', '\u009b']) expect(await printed(format, hostile), format).not.toContain(sign);
});

test('a line of JSON holds the finding and its five answers', async () => {
  const [line = '', ...more] = (await printed('jsonl', [found(), found({ id: 'f2' })])).trimEnd().split('\n');
  expect(more).toHaveLength(1);
  const { answers, ...finding } = z.looseObject({ answers: z.looseObject({}) }).parse(JSON.parse(line));
  expect(finding).toEqual(madeFinding());
  expect(Object.keys(answers)).toEqual(['who', 'why', 'how', 'next', 'do']);
});

const Location = z.object({ artifactLocation: z.object({ uri: z.string() }), region: z.unknown().optional() });
const Sarif = z.object({
  runs: z.tuple([
    z.looseObject({
      tool: z.object({ driver: z.looseObject({ rules: z.array(z.looseObject({ id: z.string() })) }) }),
      results: z.array(
        z.looseObject({ level: z.string(), locations: z.tuple([z.object({ physicalLocation: Location })]) }),
      ),
    }),
  ]),
});

/** The only run of a file of SARIF, and where its results are. */
function readSarif(text: string) {
  const [run] = Sarif.parse(JSON.parse(text)).runs;
  return { run, places: run.results.map(({ locations: [{ physicalLocation }] }) => physicalLocation) };
}

test('SARIF has one rule a rule, one result a finding, and places that are URIs', async () => {
  const some = [
    found(),
    found({ id: 'f2', severity: 'medium' }, '/var/log/a b#1?.json'),
    found({ id: 'f3', severity: 'informational', rule: 'r2' }, 's3://trail/a.json'),
  ];
  const { run, places } = readSarif(await printed('sarif', some, { whole: false, language: 'ja' }));
  expect(run).toMatchObject({
    language: 'ja-JP',
    invocations: [{ executionSuccessful: false }],
    tool: { driver: { version: '1.2.3' } },
  });
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['r1', 'r2']);
  expect(run.results.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
  const uris = places.map(({ artifactLocation }) => artifactLocation.uri);
  expect(uris).toEqual(['logs/calls.json', 'file:///var/log/a%20b%231%3F.json', 's3://trail/a.json']);
  expect(places[0]?.region).toEqual({ startLine: 7 });
});

test('a path with a colon in its first part is no scheme', async () => {
  const { places } = readSarif(await printed('sarif', [found({}, 'c:logs/a:b.json')]));
  expect(places[0]?.artifactLocation.uri).toBe('c%3Alogs/a:b.json');
});
