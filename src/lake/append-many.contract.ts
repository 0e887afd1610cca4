import { expect, it } from 'vitest';
import type { Texts } from '#kernel';
import type { Lake } from './lake.ts';
import { PackedRows } from './packed-rows.ts';
import { everything, start } from './tables.contract.ts';

/** Texts as stretches of the bytes of all of them. */
function textsOf(texts: readonly (string | undefined)[]): Texts {
  const [from, to] = [new Int32Array(texts.length), new Int32Array(texts.length)];
  let at = 0;
  for (const [row, text] of texts.entries()) {
    from[row] = text === undefined ? -1 : at;
    at += Buffer.byteLength(text ?? '');
    to[row] = text === undefined ? -1 : at;
  }
  return { bytes: Buffer.from(texts.join('')), from, to };
}

/** Rows that come column by column. */
export function manyRows(lake: () => Lake): void {
  it('keeps rows that come column by column as it keeps rows, in blocks of any size', async () => {
    const table = everything('many');
    await lake().migrate([table]);
    const rows = new PackedRows(table);
    const [parts, count] = [90, 1000]; // more rows than a block has
    for (let part = 0; part < parts; part += 1) {
      const all = Array.from({ length: count }, (_, row) => part * count + row);
      rows.addMany({
        count,
        cells: {
          time: Float64Array.from(all, (row) => start + row),
          text: textsOf(all.map((row) => `${'é'.repeat(row % 70)}${row}`)),
          word: textsOf(all.map((row) => ['', 'one', 'ジ'][row % 3])),
          large: Float64Array.from(all, (row) => row * 2 ** 36),
          signed: Float64Array.from(all, (row) => -row * 2 ** 33),
          extra: new Map([['a', textsOf(all.map((row) => (row % 2 === 0 ? undefined : String(row))))]]),
          small: 7,
        },
      });
      if (part === 3) rows.add({ time: start - 1, word: 'one', extra: { b: 'c' } });
    }
    await lake().append(table, rows);
    rows.release();
    const [told] = await lake().rows(
      `SELECT count() AS n, countIf(text != concat(repeat('é', row % 70), toString(row)) OR word != ['', 'one', 'ジ'][row % 3 + 1]
         OR large != row * 68719476736 OR signed != -toInt64(row) * 8589934592 OR small != 7 OR tiny != 0 OR ratio != 0 OR flag OR list != []
         OR extra != if(row % 2 = 0, map(), map('a', toString(row)))) AS wrong
       FROM (SELECT *, toUnixTimestamp64Milli(time) - ${start} AS row FROM many WHERE row >= 0)`,
    );
    expect(told).toEqual({ n: parts * count, wrong: 0 });
    expect(await lake().rows('SELECT word, extra FROM many WHERE small = 0')).toEqual([
      { word: 'one', extra: { b: 'c' } },
    ]);
  });

  it('refuses cells that a column cannot hold', () => {
    const rows = new PackedRows(everything('misfit'));
    expect(() => rows.addMany({ count: 1, cells: { text: Float64Array.of(1) } })).toThrow(/another type/);
    expect(() => rows.addMany({ count: 1, cells: { tiny: Float64Array.of(256) } })).toThrow(/another type/);
  });
}
