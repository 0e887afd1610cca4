import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fault } from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { allSources, sampleOf, tables, type Bulk, type Event, type Source } from '#sources';

// The engine parses flow records many times faster than JavaScript; the line reader is the oracle of what it must give.

const flows = 'network_activity';
const table: LakeTable = { name: flows, columns: tables[flows], orderBy: ['time', 'file', 'position'], time: 'time' };
let folder: string;
let lake: Lake;
let source: Source;
let bulk: Bulk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-flow-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate([table]);
  const found = (await allSources()).find(({ name }) => name === 'vpcflow');
  if (found?.bulk === undefined) throw new Error('vpcflow can no longer be parsed by the engine');
  [source, bulk] = [found, found.bulk];
});

afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

let files = 0;

/** Rows and refused line numbers that the engine gives for lines of a format. */
async function byEngine(
  columns: readonly string[],
  lines: readonly string[],
): Promise<{ rows: unknown[]; refused: number[] }> {
  files += 1;
  const file = join(folder, `${files}.log`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const parse = { select: bulk.select(columns), valid: bulk.valid(columns) };
  const one = { path: file, files: [{ name: String(files) }] };
  const [taken] = await lake.appendLines(table, one, parse, { source: 'vpcflow' });
  const rows = await lake.rows('SELECT * FROM network_activity WHERE file = {file:String} ORDER BY position', {
    file: String(files),
  });
  return { rows, refused: taken?.refused.map(({ line }) => line) ?? [] };
}

/** The same from the reader, written the way the lake answers. */
function byReader(columns: readonly string[], lines: readonly string[]): { rows: unknown[]; refused: number[] } {
  const reader = source.reader();
  reader.read(columns.join(' '));
  const rows: unknown[] = [];
  const refused: number[] = [];
  for (const [index, line] of lines.entries()) {
    try {
      for (const event of reader.read(line)) rows.push(rowOf(event, index + 1));
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      if (line !== '') refused.push(index + 1);
    }
  }
  return { rows, refused };
}

const iso = (milliseconds: unknown): string => new Date(Number(milliseconds)).toISOString();
const empty: Readonly<Record<string, unknown>> = {
  Bool: false,
  UInt8: 0,
  UInt16: 0,
  UInt64: 0,
  "DateTime64(3, 'UTC')": iso(0),
};

function rowOf(event: Event, position: number): Record<string, unknown> {
  const known: Record<string, unknown> = {
    ...event.columns,
    time: event.time,
    file: String(files),
    source: 'vpcflow',
    position,
  };
  return Object.fromEntries(tables[flows].map(({ name, type }) => [name, valueOf(known[name], type)]));
}

function valueOf(value: unknown, type: string): unknown {
  if (type.startsWith('Map')) return value ?? {};
  if (value === undefined) return type in empty ? empty[type] : '';
  return type.startsWith('DateTime') ? iso(value) : value;
}

async function same(columns: readonly string[], lines: readonly string[]): Promise<void> {
  const engine = await byEngine(columns, lines);
  expect(engine).toEqual(byReader(columns, lines));
}

const defaults =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
const further = 'vpc-id tcp-flags pkt-srcaddr az-id flow-direction traffic-path brand-new'.split(' ');

const usual: readonly (readonly [pattern: RegExp, values: readonly string[]])[] = [
  [/addr/, ['192.0.2.1', '2001:db8::9', '10.0.1.20']],
  [/^(start|end)$/, ['1777627800', '1777627860', '0']],
  [/port$|flags|path/, ['0', '443', '65535']],
  [/packets|bytes/, ['0', '12', '4294967296']],
  [/protocol|version/, ['6', '17', '255']],
  [/./, ['ACCEPT', 'eni-1', "it's", 'a\\b', 'é', '"', '\t']],
];
const odd = ['', '99999', '-5', '1.2.3.4.5', '00001777627800', 'x y', '--'];

/** Mostly what a field of that name holds, sometimes nothing, now and then something that it cannot hold. */
function valueOfField(name: string): fc.Arbitrary<string> {
  const values = usual.find(([pattern]) => pattern.test(name))?.[1] ?? [];
  return fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...values) },
    { weight: 8, arbitrary: fc.constant('-') },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

describe('the engine reads flow records exactly as the line reader does', () => {
  test('the default format, the window without data, and lines that are cut off', async () => {
    const good = '2 111122223333 eni-1 198.51.100.9 10.0.1.20 51514 22 6 12 1840 1777627800 1777627860 ACCEPT OK';
    const lines = [
      good,
      good.replaceAll(/ \d+\.\d+\.\d+\.\d+/g, ' -'),
      good.slice(0, 60),
      `${good} more`,
      ` ${good} `,
      'noise',
    ];
    const columns = bulk.columnsOf(sampleOf(Buffer.from(good))) ?? [];
    expect(columns).toEqual(defaults);
    await same(columns, lines);
    expect(byReader(columns, lines).refused).toEqual([3, 4, 6]);
  });

  test('every value that is just inside or just outside of what a field may hold', async () => {
    const numbers = [
      '0',
      '00',
      '007',
      '255',
      '256',
      '65535',
      '65536',
      '999999999999999',
      '1000000000000000',
      '18446744073709551616',
      '-1',
      '+1',
      '1.0',
      '1e3',
      '0x10',
      '٣',
      '--',
      '9999999999',
      '10000000000',
    ];
    const addresses = [
      '0.0.0.0',
      '255.255.255.255',
      '1.2.3.256',
      '1.2.3',
      '1.2.3.4.5',
      '01.2.3.4',
      '1.2.3.4/8',
      '::',
      '::1',
      '2001:db8::1',
      '2001:DB8::1',
      '::ffff:1.2.3.4',
      ':::',
      '1::2::3',
      'fe80::1%eth0',
      '12345::',
      'abcd',
      '1:2:3:4:5:6:7:8',
      '1:2:3:4:5:6:7:8:9',
      '::1.2.3.4',
      '1.2.3.04',
      '[::1]',
    ];
    const columns = ['srcaddr', 'dstport', 'protocol', 'bytes', 'start'];
    const lines = [
      ...numbers.flatMap((value) => [
        `- ${value} - - 1777627800`,
        `- - ${value} - 1777627800`,
        `- - - ${value} 1777627800`,
        `- - - - ${value}`,
      ]),
      ...addresses.map((value) => `${value} - - - 1777627800`),
    ];
    await same(columns, lines);
  });

  test('texts made of what addresses are made of', async () => {
    const group = fc.constantFrom('0', '1', '01', 'f', 'ffff', '00000', '255', '256', ':', '::', '.', '%', '-');
    const text = fc.array(group, { minLength: 1, maxLength: 16 }).map((groups) => groups.join(''));
    const dotted = fc.array(group, { minLength: 4, maxLength: 8 }).map((groups) => groups.join('.'));
    const colons = fc.array(group, { minLength: 7, maxLength: 9 }).map((groups) => groups.join(':'));
    const texts = fc.sample(fc.oneof(text, dotted, colons), { numRuns: 8000, seed: 8 });
    for (let from = 0; from < texts.length; from += 1000) {
      await same(
        ['srcaddr', 'start'],
        texts.slice(from, from + 1000).map((one) => `${one} 1777627800`),
      );
    }
    await same(['srcaddr', 'start'], ['::01:f:f:256:1:256:ffff:256 1777627800', '256:01:::1:1:255:1 1777627800']);
  });

  test('any format, any values', async () => {
    let [taken, refused] = [0, 0];
    const columns = fc
      .tuple(fc.shuffledSubarray([...defaults, ...further], { minLength: 2 }), fc.constantFrom('start', 'end'))
      .map(([subset, time]) => (subset.includes(time) ? subset : subset.concat(time)))
      .filter((names) => bulk.isHeader(names.join(' ')));
    const file = columns.chain((names) =>
      fc.tuple(fc.constant(names), fc.array(fc.tuple(...names.map(valueOfField)), { minLength: 20, maxLength: 60 })),
    );
    await fc.assert(
      fc.asyncProperty(file, async ([names, rows]) => {
        const lines = rows.map((row) => row.join(' '));
        await same(names, lines);
        const read = byReader(names, lines);
        [taken, refused] = [taken + read.rows.length, refused + read.refused.length];
      }),
      { numRuns: 25 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(10); // else the generator makes lines of one kind alone
  });

  test.skipIf(!existsSync('../shared/data/logs/amazon_vpc_flow_raw.log'))(
    'a real file (skipped where ../shared/data is absent)',
    async () => {
      const lines = (await readFile('../shared/data/logs/amazon_vpc_flow_raw.log', 'utf8'))
        .split('\n')
        .filter((line) => line !== '');
      await same(defaults, lines);
      expect(byReader(defaults, lines).refused).toEqual([]);
    },
  );
});
