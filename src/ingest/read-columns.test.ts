import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '#sources';
import type { IngestContext } from './context.ts';
import { ingest } from './ingest.ts';
import { quarantinePage } from './quarantine.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

let room: TestRoom;
let logs: string;
let round = 0;

beforeAll(async () => {
  room = await testRoom({ recordMegabytes: 1 });
  logs = join(room.folder, 'logs');
  await mkdir(logs);
});
afterAll(() => room[Symbol.asyncDispose]());
beforeEach(async () => {
  round += 1;
  for (const table of ['network_activity', 'quarantine'])
    await room.context.lake.client.command({ query: `TRUNCATE TABLE ${table}` });
});

const header =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const turned =
  'start end srcaddr dstaddr srcport dstport protocol packets bytes action log-status account-id interface-id version';
const flow = (at: number): string =>
  `2 111122223333 eni-${round} 198.51.100.${at % 250} 10.0.0.5 ${at % 60_000} 22 6 3 180 ${1_772_323_200 + at} ${1_772_323_260 + at} REJECT OK`;
const turnedFlow = (at: number): string =>
  `${1_772_323_200 + at} ${1_772_323_260 + at} 203.0.113.9 10.0.0.5 ${at % 60_000} 22 6 3 180 REJECT OK 111122223333 eni-${round} 2`;
const many = (count: number, line: (at: number) => string = flow): string[] =>
  Array.from({ length: count }, (_, at) => line(at));
const enough = 3500; // lines that make a file worth columns

const write = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(logs, `${round}-${name}`);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
};
const rows = (): Promise<{ port: number; position: number; source: string }[]> =>
  room.context.lake.rows(
    'SELECT src_port AS port, position, src_address AS source FROM network_activity ORDER BY position, time',
  );

describe('A large file of flow records', () => {
  test('is read into columns, and its events stand at the lines where they were', async () => {
    const report = await ingest([await write('a.log', [header, ...many(enough)])], room.context);
    expect(report).toMatchObject({
      events: { vpcflow: enough },
      added: enough,
      refused: 0,
      filesRead: 1,
      problems: [],
    });
    expect([report.from, report.to]).toEqual([1_772_323_200_000, (1_772_323_200 + enough - 1) * 1000]);
    const found = await rows();
    expect(found.length).toBe(enough);
    expect(found[0]).toMatchObject({ port: 0, position: 2 });
    expect(found.at(-1)).toMatchObject({ port: enough - 1, position: enough + 1 });
  });

  test('has its bad lines in quarantine with their numbers, and the others in the lake', async () => {
    const lines = many(enough);
    lines[9] = 'ten is no record';
    lines[99] = (lines[99] ?? '').replace('10.0.0.5', 'nowhere');
    const path = await write('bad.log', [header, ...lines]);
    const report = await ingest([path], room.context);
    expect(report).toMatchObject({ added: enough - 2, refused: 2 });
    const { items } = await quarantinePage(room.context.lake, { limit: 10 });
    expect(items.map(({ line }) => line).toSorted((one, other) => one - other)).toEqual([11, 101]);
    expect(items.every((item) => item.path === path)).toBe(true);
    for (const { reason, remedy, text } of items)
      expect([reason.en, reason.ja, remedy.en, remedy.ja, text].every((part) => part.length > 5)).toBe(true);
  });

  test('whose header comes again in the middle keeps every record', async () => {
    const report = await ingest(
      [await write('again.log', [header, ...many(enough), header, ...many(10)])],
      room.context,
    );
    expect(report).toMatchObject({ added: enough + 10, refused: 0, problems: [] });
  });

  test('whose columns change in the middle keeps every record', async () => {
    const report = await ingest(
      [await write('turned.log', [header, ...many(enough), turned, ...many(10, turnedFlow)])],
      room.context,
    );
    expect(report).toMatchObject({ events: { vpcflow: enough + 10 }, refused: 0, problems: [], filesRead: 1 });
    const found = await rows();
    expect(found.length).toBe(enough + 10);
    expect(found.filter(({ source }) => source === '203.0.113.9').length).toBe(10);
  });

  test('with a line over the limit has that line refused', async () => {
    const lines = many(enough);
    lines[5] = `2 ${'x'.repeat(1_200_000)}`;
    const report = await ingest([await write('long.log', [header, ...lines])], room.context);
    expect(report).toMatchObject({ added: enough - 1, refused: 1 });
    expect(report.problems[0]?.en).toMatch(/long\.log:7: .*larger than 1 MB/);
  });

  test('that was cut off gives its whole lines, and a sentence', async () => {
    const path = join(logs, `${round}-cut.log.gz`);
    const text = [
      header,
      ...Array.from({ length: 30_000 }, (_, at) => flow(Math.imul(at, 2_654_435) & 0xff_ffff)),
    ].join('\n');
    const packed = gzipSync(text);
    await writeFile(path, packed.subarray(0, packed.length - 5000));
    const report = await ingest([path], room.context);
    expect(report.problems.map(({ en }) => en).join(' ')).toMatch(
      /cut\.log\.gz: the compressed data ends too early, at byte \d+/,
    );
    expect(report.refused).toBe(0);
    expect(report.added).toBeGreaterThan(25_000);
  });

  test('gives in columns what it gives event by event', async () => {
    const one = fc.oneof(
      { weight: 20, arbitrary: fc.nat(60_000).map((at) => flow(at)) },
      fc.constantFrom('', header, '2 too short', '2 111122223333 eni-9 - - - - - - - 1772323200 1772323260 - NODATA'),
      fc.nat(9).map((at) => flow(at).replace('REJECT', '-')),
      fc.constantFrom(
        flow(1).replace(' 6 ', ' 700 '),
        flow(2).replace('10.0.0.5', 'fe80::1'),
        flow(3).replace(' 180 ', ' -180 '),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 20, maxLength: 60 }), async (some) => {
        const lines = [header, ...some, ...many(enough)];
        const [bulk, slow] = [
          await taken(lines, room.context.sources),
          await taken(lines, withoutColumns(room.context.sources)),
        ];
        expect({ ...bulk, found: without(bulk.found, slow.found) }).toEqual({ ...slow, found: [] });
        expect(without(slow.found, bulk.found)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});

describe('Many small files of flow records', () => {
  const folderOf = async (files: Readonly<Record<string, readonly string[]>>): Promise<string> => {
    const folder = join(logs, `${round}-many`);
    await mkdir(folder);
    for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, name), `${lines.join('\n')}\n`);
    return folder;
  };
  const some = (first: number): string[] => [
    header,
    ...Array.from({ length: 300 }, (_, at) => flow(first * 1000 + at)),
  ];
  const twenty = (): Record<string, string[]> =>
    Object.fromEntries(Array.from({ length: 20 }, (_, file) => [`${file + 10}.log`, some(file)]));

  test('come to the lake with one statement, each line under the name and number that it has', async () => {
    const appended: number[] = [];
    const { lake } = room.context;
    const append: typeof lake.append = (table, rows) => {
      if (rows.length > 0) appended.push(rows.length);
      return lake.append(table, rows);
    };
    const folder = await folderOf(twenty());
    const context = { ...room.context, lake: { ...lake, append } };
    expect(await ingest([folder], context)).toMatchObject({ added: 6000, filesRead: 20, refused: 0, problems: [] });
    expect(appended).toEqual([6000]);
    expect(
      await lake.rows(
        `SELECT uniqExact(file) AS files, uniqExact(file, position) AS places, min(position) AS first, max(position) AS last,
           countIf(src_port % 1000 != position - 2) AS misplaced FROM network_activity`,
      ),
    ).toEqual([{ files: 20, places: 6000, first: 2, last: 301, misplaced: 0 }]);
    expect(await ingest([folder], context)).toMatchObject({ added: 0, filesRead: 0, filesSkipped: 20 });
    expect(appended).toEqual([6000]);
  });

  test('keep their troubles apart: bad lines, a turned header, a line over the limit', async () => {
    const files = twenty();
    files['12.log']?.splice(7, 1, 'no record');
    files['15.log']?.push(turned, ...many(10, turnedFlow));
    files['18.log']?.splice(3, 1, '2 too short');
    const report = await ingest([await folderOf(files)], room.context);
    expect(report).toMatchObject({ added: 6008, refused: 2, filesRead: 20, events: { vpcflow: 6008 } });
    const { items } = await quarantinePage(room.context.lake, { limit: 10 });
    expect(items.map(({ path, line }) => `${path.slice(-6)}:${line}`).toSorted()).toEqual(['12.log:8', '18.log:4']);
    expect((await rows()).filter(({ source }) => source === '203.0.113.9').length).toBe(10);
  });

  test('that grow are read on from where they ended', async () => {
    const folder = await folderOf(twenty());
    await ingest([folder], room.context);
    await appendFile(join(folder, '11.log'), `${flow(59_999)}\n`);
    expect(await ingest([folder], room.context)).toMatchObject({ added: 1, filesRead: 1, filesSkipped: 19 });
    const last = await room.context.lake.rows('SELECT position FROM network_activity WHERE src_port = 59999');
    expect(last).toEqual([{ position: 302 }]);
  });
});

/** The same sources, none of which reads into columns. */
const withoutColumns = (sources: readonly Source[]): Source[] =>
  sources.map((source) => ({ ...source, columnReader: undefined }));

const without = (some: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others);
  return some.filter((one) => !known.has(one)).slice(0, 3);
};

interface Taken {
  readonly added: number;
  readonly refused: readonly string[];
  readonly found: readonly string[];
}

/** What is in the lake after an import. */
async function taken(lines: readonly string[], sources: readonly Source[]): Promise<Taken> {
  round += 1;
  const context: IngestContext = { ...room.context, sources };
  for (const table of ['network_activity', 'quarantine'])
    await context.lake.client.command({ query: `TRUNCATE TABLE ${table}` });
  const report = await ingest(
    [
      await write(
        'same.log',
        lines.map((text) => text.replaceAll(/eni-\d+/g, `eni-${round}`)), // another file, as far as the ledger is concerned
      ),
    ],
    context,
  );
  const found = await context.lake.rows<Record<string, unknown>>(
    'SELECT * EXCEPT (file, interface, taken_at) FROM network_activity ORDER BY ALL',
  );
  const refused = await context.lake.rows<{ line: number; text: string }>(
    'SELECT line, text FROM quarantine ORDER BY line',
  );
  const plain = (text: string): string => text.replaceAll(/eni-\d+/g, 'eni');
  return {
    added: report.added,
    refused: refused.map(({ line, text }) => `${line} ${plain(text)}`),
    found: found.map((row) => JSON.stringify(row)),
  };
}
