import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '#kernel';
import vpcflow from './all/vpcflow.ts';
import type { ManyCells } from '#kernel';
import type { Columns } from './columns.ts';
import type { Event } from './event.ts';
import { headerOf } from './flow-format.ts';
import { FlowLines } from './flow-lines.ts';
import { LineRecords } from './line-records.ts';
import { tables } from './tables.ts';

// Reading into columns is many times faster than reading event by event, which is the oracle of what it must give.

interface Given {
  readonly rows: readonly unknown[];
  readonly refused: readonly unknown[];
}

/** Rows and refused lines of a file, read into columns. */
function byColumns(bytes: Buffer): Given {
  const reader = new FlowLines(/^[^\r\n]*/.exec(bytes.toString('utf8'))?.[0] ?? '');
  const rows: unknown[] = [];
  const refused: unknown[] = [];
  for (let at = 0; at < bytes.length;) {
    const { next, columns, first, last, unread } = reader.read(bytes, at);
    const read = rowsIn(columns);
    const times = read.map(({ time }) => Number(time));
    expect([first, last]).toEqual(read.length === 0 ? [0, 0] : [Math.min(...times), Math.max(...times)]);
    rows.push(...read.map(rowOf));
    refused.push(...unread.map(({ line, position, error }) => [line, position, sentence(error)]));
    at = next;
  }
  return { rows, refused };
}

const rowsIn = ({ count, cells }: Columns): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(Object.entries(cells).map(([name, column]) => [name, cellIn(column, row)])),
  );

function cellIn(cells: ManyCells, row: number): unknown {
  if (cells instanceof Float64Array) return cells[row];
  if ('bytes' in cells) return Buffer.from(cells.bytes.subarray(cells.from[row], cells.to[row])).toString('utf8');
  return Object.fromEntries(
    [...cells].flatMap(([name, texts]) => ((texts.from[row] ?? -1) < 0 ? [] : [[name, cellIn(texts, row)]])),
  );
}

/** The same, event by event. */
function byReader(bytes: Buffer): Given {
  const reader = vpcflow.reader();
  const cutter = new LineRecords();
  const rows: unknown[] = [];
  const refused: unknown[] = [];
  for (const cut of [...cutter.push(bytes), ...cutter.end()]) {
    try {
      const { value, text } = cutter.said(cut);
      for (const event of reader.read(value, text)) rows.push(rowOf(columnsOf(event, cut.position)));
    } catch (error) {
      refused.push([cut.line, cut.position, sentence(error)]);
    }
  }
  return { rows, refused };
}

const columnsOf = ({ columns, time }: Event, position: number): Record<string, unknown> => ({
  ...columns,
  time,
  position,
});

function sentence(error: unknown): string {
  if (!(error instanceof Fault)) throw error;
  return error.message;
}

/** Every column of the table: what is left out has its type's empty value. */
const rowOf = (known: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(tables.network_activity.map(({ name, type }) => [name, known[name] ?? emptyOf(type)]));

function emptyOf(type: string): unknown {
  if (type.startsWith('Map')) return {};
  return /^(UInt|DateTime)/.test(type) ? 0 : '';
}

/** Rows and refusals of lines under a header, the same in both ways. */
function same(columns: readonly string[], lines: readonly string[], end = '\n'): Given {
  const bytes = Buffer.from([columns.join(' '), ...lines].join(end));
  const given = byColumns(bytes);
  expect(given).toEqual(byReader(bytes));
  return given;
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

describe('flow records are read into columns exactly as they are read event by event', () => {
  test('the default format, the window without data, and lines that are cut off', () => {
    const good = '2 111122223333 eni-1 198.51.100.9 10.0.1.20 51514 22 6 12 1840 1777627800 1777627860 ACCEPT OK';
    const lines = [
      good,
      good.replaceAll(/ \d+\.\d+\.\d+\.\d+/g, ' -'),
      good.slice(0, 60),
      '',
      `${good} more`,
      ` ${good} `,
      `  ${good}   `,
      ' \t ',
      good.replace(' 22 ', '  '),
      'noise',
      good.replace('ACCEPT', 'é'),
    ];
    expect(same(defaults, lines).refused).toHaveLength(4);
    expect(same(defaults, lines, '\r\n').refused).toHaveLength(4);
  });

  test('a file without a header, and one whose first line is noise', () => {
    const line = '2 111122223333 eni-1 198.51.100.9 10.0.1.20 51514 22 6 12 1840 1777627800 1777627860 ACCEPT OK';
    for (const lines of [
      [line, line],
      ['noise', line, '2 too short'],
    ]) {
      const bytes = Buffer.from(lines.join('\n'));
      expect(byColumns(bytes)).toEqual(byReader(bytes));
      expect(byColumns(bytes).rows.length).toBeGreaterThan(0);
    }
  });

  test('headers in the middle, the same and others, and bytes that are no UTF-8', () => {
    const lines = (count: number, line: string): string[] => Array.from({ length: count }, () => line);
    const [one, other] = ['1777627800 10.0.0.1', '10.0.0.2 443 1777627860'];
    const text = [
      'start srcaddr',
      ...lines(600, one),
      'start srcaddr',
      ...lines(700, one),
      'srcaddr dstport end',
      one,
      ...lines(5, other),
      'start srcaddr',
      other,
      one,
    ];
    const bytes = Buffer.concat([Buffer.from(text.join('\n')), Buffer.from([0x0a, 0xff, 0x20, 0x30])]);
    const given = byColumns(bytes);
    expect(given).toEqual(byReader(bytes));
    expect([given.rows.length, given.refused.length]).toEqual([1306, 3]);
  });

  test('every value that is just inside or just outside of what a field may hold', () => {
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
    same(columns, lines);
  });

  test('texts made of what addresses are made of', () => {
    const group = fc.constantFrom('0', '1', '01', 'f', 'ffff', '00000', '255', '256', ':', '::', '.', '%', '-');
    const text = fc.array(group, { minLength: 1, maxLength: 16 }).map((groups) => groups.join(''));
    const dotted = fc.array(group, { minLength: 4, maxLength: 8 }).map((groups) => groups.join('.'));
    const colons = fc.array(group, { minLength: 7, maxLength: 9 }).map((groups) => groups.join(':'));
    const texts = fc.sample(fc.oneof(text, dotted, colons), { numRuns: 8000, seed: 8 });
    for (let from = 0; from < texts.length; from += 1000) {
      same(
        ['srcaddr', 'start'],
        texts.slice(from, from + 1000).map((one) => `${one} 1777627800`),
      );
    }
    same(['srcaddr', 'start'], ['::01:f:f:256:1:256:ffff:256 1777627800', '256:01:::1:1:255:1 1777627800']);
  });

  test('any format, any values', () => {
    let [taken, refused] = [0, 0];
    const columns = fc
      .tuple(fc.shuffledSubarray([...defaults, ...further], { minLength: 2 }), fc.constantFrom('start', 'end'))
      .map(([subset, time]) => (subset.includes(time) ? subset : subset.concat(time)))
      .filter((names) => headerOf(names.join(' ')) !== undefined);
    const file = columns.chain((names) =>
      fc.tuple(fc.constant(names), fc.array(fc.tuple(...names.map(valueOfField)), { minLength: 20, maxLength: 60 })),
    );
    fc.assert(
      fc.property(file, ([names, rows]) => {
        const given = same(
          names,
          rows.map((row) => row.join(' ')),
        );
        [taken, refused] = [taken + given.rows.length, refused + given.refused.length];
      }),
      { numRuns: 80 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(10); // else the generator makes lines of one kind alone
  });

  test.skipIf(!existsSync('../shared/data/logs/amazon_vpc_flow_raw.log'))(
    'a real file (skipped where ../shared/data is absent)',
    async () => {
      const text = await readFile('../shared/data/logs/amazon_vpc_flow_raw.log', 'utf8');
      expect(same(defaults, text.split('\n')).refused).toEqual([]);
    },
  );
});
