import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownJson } from '#kernel';
import type { Lake, Row } from './lake.ts';
import { count, events, everything, rows, start } from './tables.contract.ts';

/** What is appended is there as it was, each key once. */
export function appending(lake: () => Lake): void {
  it('gives back every row as it was appended', async () => {
    const table = everything('mirror');
    await lake().migrate([table]);
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 30 }), async (rows) => {
        await lake().client.command({ query: 'TRUNCATE TABLE mirror' });
        const numbered = rows.map((row, index) => ({ ...row, middle: index }));
        await lake().append(table, numbered);
        const back = await lake().rows(
          'SELECT * REPLACE(toString(large) AS large, toString(signed) AS signed) FROM mirror ORDER BY middle',
        );
        expect(back).toEqual(numbered.map(expected));
      }),
      { numRuns: 25 },
    );
  });

  it('finds among thousands of numbers and texts, whatever letters these hold', async () => {
    const table = everything('sought');
    await lake().migrate([table]);
    const kept = Array.from({ length: 3000 }, (_, at) => ({
      time: start,
      middle: at,
      text: `it's\\${at}"\n{at:String}`,
    }));
    await lake().append(table, kept);
    const odd = kept.filter(({ middle }) => middle % 2 === 1);
    const [found] = await lake().rows(
      'SELECT count() AS rows FROM sought WHERE middle IN {numbers:Array(Int64)} AND text IN {texts:Array(String)}',
      { numbers: kept.slice(1000).map(({ middle }) => middle), texts: odd.map(({ text }) => text) },
    );
    expect(found).toEqual({ rows: 1000 });
    await lake().remove(table, 'text IN {texts:Array(String)}', { texts: odd.map(({ text }) => text) });
    expect(await lake().rows('SELECT count() AS rows FROM sought')).toEqual([{ rows: 1500 }]);
  });

  it('fills what a row leaves out with the empty value of its type', async () => {
    const table = everything('sparse');
    await lake().migrate([table]);
    await lake().append(table, [{ time: start }]);
    const [row] = await lake().rows<Record<string, unknown>>('SELECT * EXCEPT time FROM sparse');
    expect(row).toEqual({
      text: '',
      word: '',
      tiny: 0,
      small: 0,
      middle: 0,
      large: 0,
      signed: 0,
      ratio: 0,
      flag: false,
      list: [],
      extra: {},
    });
  });

  it.each<[string, Row]>([
    ['small', { time: start, small: 70_000 }],
    ['tiny', { time: start, tiny: -1 }],
    ['large', { time: start, large: 2 ** 60 }],
    ['large', { time: start, large: '18446744073709551616' }],
    ['time', { time: Number.NaN }],
    ['time', { time: Date.UTC(2400, 0, 1) }],
    ['text', { time: start, text: 5 }],
    ['list', { time: start, list: 'x' }],
    ['flag', { time: start, flag: 'true' }],
    ['misspelt', { time: start, misspelt: 'x' }],
  ])('refuses a value that its column %s cannot hold, and keeps nothing of the batch', async (column, row) => {
    const table = everything('strict');
    await lake().migrate([table]);
    const refusal = { code: 'BadInput', message: expect.stringMatching(new RegExp(`Row 2 .*${column}`)) };
    await expect(lake().append(table, [{ time: start }, row])).rejects.toMatchObject(refusal);
    expect(await count(lake(), table)).toBe(0);
  });

  it('takes a batch of rows of many years at once', async () => {
    const table = events('years');
    await lake().migrate([table]);
    await lake().append(
      table,
      Array.from({ length: 130 }, (_, month) => ({ time: Date.UTC(1990, month, 1), id: 'x' })),
    );
    expect(await count(lake(), table)).toBe(130);
  });

  it('adds only what is new, each key once, and says how many those were', async () => {
    const table = events('fresh');
    const key = ['time', 'id'];
    await lake().migrate([table]);
    expect(await lake().appendNew(table, rows(0, 100), key)).toBe(100);
    expect(await lake().appendNew(table, rows(0, 100), key)).toBe(0);
    expect(await lake().appendNew(table, [...rows(50, 150), ...rows(140, 160)], key)).toBe(60);
    expect(await lake().appendNew(table, [], key)).toBe(0);
    expect(await lake().rows('SELECT count() AS n, uniqExact(id) AS ids FROM fresh')).toEqual([{ n: 160, ids: 160 }]);
  });

  it('keeps one of two equal batches that are added at the same time', async () => {
    const table = events('race');
    await lake().migrate([table]);
    const rows = Array.from({ length: 50 }, (_, index) => ({ time: start, id: `${index}` }));
    const added = await Promise.all([1, 2, 3].map(() => lake().appendNew(table, rows, ['time', 'id'])));
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 50]);
  });

  it('leaves no table behind that it staged a batch in', async () => {
    expect(await lake().rows("SELECT name FROM system.tables WHERE name LIKE 'stage%'")).toEqual([]);
  });

  it('takes text as a parameter, whatever is in it', async () => {
    const asked = { one: "it's \\ \n \t 櫓", many: ["a'b", '\\', ''] };
    const rows = await lake().rows('SELECT {one:String} AS one, {many:Array(String)} AS many', asked);
    expect(rows).toEqual([asked]);
  });
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('', '\0', "'", '\\', '\n\t\r', '🏯', '櫓', '"}\u2028', 'x'.repeat(5000)),
);
const anyName = fc.string({ maxLength: 20 }).filter((name) => name !== '__proto__' && !/^\d+$/.test(name));
const anyRow = fc.record({
  time: fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 0, 1) }),
  text: anyText,
  word: anyText,
  tiny: fc.integer({ min: 0, max: 255 }),
  small: fc.integer({ min: 0, max: 65_535 }),
  middle: fc.integer({ min: 0, max: 4_294_967_295 }),
  large: fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)),
  signed: fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  ratio: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  flag: fc.boolean(),
  list: fc.array(anyText, { maxLength: 5 }),
  extra: fc.dictionary(anyName, anyText, { maxKeys: 5, noNullPrototype: true }),
});

/** As the lake gives it back: half a surrogate pair is U+FFFD, 64-bit numbers are asked for as text, times are ISO. */
const expected = (row: Record<string, unknown>): unknown => ({
  ...wellFormed(row),
  time: new Date(Number(row['time'])).toISOString(),
  large: String(row['large']),
  signed: String(row['signed']),
});
const wellFormed = (row: unknown): Record<string, unknown> =>
  ownJson(
    Buffer.from(
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'string' ? Buffer.from(value).toString() : value)),
    ).toString(),
  );
