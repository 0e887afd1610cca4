// Opens no lake.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Texts } from '#kernel';
import { packerOf } from '../column-types.ts';
import type { Cell } from '../lake.ts';
import type { Many, Packer } from './packer.ts';

/** Cells of many rows, and the same one by one. */
interface Both {
  readonly many: Many;
  readonly single: readonly (Cell | undefined)[];
}

/** As they stand in a file: the first at its very beginning, and -1 where a row has none. */
function textsOf(texts: readonly (string | undefined)[]): Texts {
  const pieces = texts.map((text) => Buffer.from(text ?? ''));
  const to = Int32Array.from(pieces, (_, row) => Buffer.concat(pieces.slice(0, row + 1)).length);
  const from = to.map((end, row) => (texts[row] === undefined ? -1 : end - (pieces[row]?.length ?? 0)));
  return { bytes: Buffer.concat(pieces), from, to };
}

const word = fc.constantFrom('', 'a', 'accept', 'ap-northeast-1', '東京');
const text = fc.oneof(word, fc.string());
const listOf = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 12 });

const numbersOf = (number: fc.Arbitrary<number>): fc.Arbitrary<Both> =>
  listOf(number).map((single) => ({ many: Float64Array.from(single), single }));
const oneNumber = (number: fc.Arbitrary<number>): fc.Arbitrary<Both> =>
  listOf(number).map((row) => ({ many: row[0], single: row.map(() => row[0]) }));
const texts = listOf(text).map((single): Both => ({ many: textsOf(single), single }));
const oneText = listOf(word).map((row): Both => ({ many: row[0], single: row.map(() => row[0]) }));
const nothing = listOf(fc.constant(undefined)).map((single): Both => ({ many: undefined, single }));
const pairs = listOf(fc.record({ host: text, agent: text }, { requiredKeys: [] })).map((rows): Both => ({
  many: new Map([
    ['host', textsOf(rows.map(({ host }) => host))],
    ['agent', textsOf(rows.map(({ agent }) => agent))],
  ]),
  single: rows.map(({ host, agent }) => ({
    ...(host === undefined ? {} : { host }),
    ...(agent === undefined ? {} : { agent }),
  })),
}));

const upTo = (most: number): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(0, most), fc.integer({ min: 0, max: most }));
const times = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2300, 0) - 1 });
const columns: readonly (readonly [string, fc.Arbitrary<Both>])[] = [
  ['UInt8', fc.oneof(numbersOf(upTo(255)), oneNumber(upTo(255)), nothing)],
  ['UInt16', fc.oneof(numbersOf(upTo(65_535)), oneNumber(upTo(65_535)), nothing)],
  ['UInt32', fc.oneof(numbersOf(upTo(2 ** 32 - 1)), oneNumber(upTo(2 ** 32 - 1)), nothing)],
  ['UInt64', fc.oneof(numbersOf(fc.maxSafeNat()), oneNumber(fc.maxSafeNat()), nothing)],
  ['Int64', fc.oneof(numbersOf(fc.maxSafeInteger()), oneNumber(fc.maxSafeInteger()), nothing)],
  ["DateTime64(3, 'UTC')", fc.oneof(numbersOf(times), oneNumber(times), nothing)],
  ['Float64', fc.oneof(numbersOf(fc.constant(0)), nothing)],
  ['String', fc.oneof(texts, nothing)],
  ['LowCardinality(String)', fc.oneof(texts, oneText, nothing)],
  ['Array(String)', nothing],
  ['Array(LowCardinality(String))', nothing],
  ['Map(String, String)', fc.oneof(pairs, nothing)],
  ['Map(LowCardinality(String), String)', fc.oneof(pairs, nothing)],
];

const addOneByOne = (packer: Packer, { single }: Both): void =>
  single.forEach((cell) => expect(packer.add(cell)).toBeUndefined());

const bytesOf = (packer: Packer): Buffer => Buffer.concat([...packer.prefix, ...packer.cells()]);

describe.each(columns)('A column of %s', (type, both) => {
  test('has the same bytes, whether its cells come one by one or many at once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(both, fc.boolean()), { maxLength: 5 }), (parts) => {
        const [mixed, plain] = [packerOf(type), packerOf(type)];
        for (const [part, atOnce] of parts) {
          if (atOnce) mixed.addMany(part.many, part.single.length);
          else addOneByOne(mixed, part);
          addOneByOne(plain, part);
        }
        expect(bytesOf(mixed).equals(bytesOf(plain))).toBe(true);
      }),
    );
  });

  test('is after taking back what it was at the mark', () => {
    fc.assert(
      fc.property(both, both, both, (first, regretted, last) => {
        const [packer, plain] = [packerOf(type), packerOf(type)];
        for (const part of [first, regretted]) {
          addOneByOne(packer, part);
          if (part === first) packer.mark();
        }
        packer.back();
        packer.addMany(last.many, last.single.length);
        for (const part of [first, last]) addOneByOne(plain, part);
        expect(cellsIn(packer, type)).toEqual(cellsIn(plain, type));
      }),
    );
  });
});

/** The bytes; of words, which may hold one more that no cell has, how many cells there are. */
const cellsIn = (packer: Packer, type: string): unknown => {
  if (!type.includes('LowCardinality')) return bytesOf(packer).toString('hex');
  const chunks = packer.cells();
  return type.startsWith('Low') ? chunks.at(-2)?.readBigUInt64LE(0) : chunks[0]?.toString('hex');
};

test('words are laid out as ClickHouse reads them: each once, then the number of each cell’s word', () => {
  const packer = packerOf('LowCardinality(String)');
  for (const cell of ['a', 'bc', 'a']) packer.add(cell);
  const long = (value: number): string => `${value.toString(16).padStart(2, '0')}${'00'.repeat(7)}`;
  const flags = `0106${'00'.repeat(6)}`; // they stand here, all of them, and their numbers have two bytes
  const words = '0161026263';
  expect(bytesOf(packer).toString('hex')).toBe([long(1), flags, long(2), words, long(3), '000001000000'].join(''));
});

test('texts of a list stand behind the numbers at which each list ends', () => {
  const packer = packerOf('Array(String)');
  for (const cell of [['a'], [], ['b', 'c']]) packer.add(cell);
  const long = (value: number): string => `0${value}${'00'.repeat(7)}`;
  expect(bytesOf(packer).toString('hex')).toBe(`${long(1)}${long(1)}${long(3)}016101620163`);
});

test.each<[string, Many]>([
  ['UInt8', Float64Array.of(256)],
  ['UInt8', Float64Array.of(-1)],
  ['UInt16', 65_536],
  ['UInt64', Float64Array.of(-1)],
  ['Float64', 1],
  ['UInt8', Float64Array.of(Number.NaN)],
  ['UInt8', textsOf(['1'])],
  ['String', 1],
  ['String', Float64Array.of(1)],
  ['String', 'the same'],
  ['LowCardinality(String)', Float64Array.of(1)],
  ['LowCardinality(String)', 1],
  ['Array(String)', textsOf(['a'])],
  ['Map(String, String)', textsOf(['a'])],
])('a column of %s refuses cells of many rows that it cannot hold: %o', (type, cells) => {
  expect(() => packerOf(type).addMany(cells, 1)).toThrow(/another type/);
});
