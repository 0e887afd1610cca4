import { expect, it } from 'vitest';
import type { Lake, Row } from './lake.ts';
import { count, day, events, rows, start, time } from './tables.contract.ts';

/** What is too old goes, to the row. */
export function retention(lake: () => Lake): void {
  it('keeps sums for a table that was made before there were any, and takes out of them what is taken out', async () => {
    const table = events('summed');
    await lake().migrate([table]);
    await lake().append(table, rows(0, 100));
    const withSums = { ...table, sums: [{ name: 'per_account', select: 'account, count()', by: 'account' }] };
    await lake().migrate([withSums]);
    await lake().migrate([withSums]);
    await lake().append(withSums, rows(100, 150));
    const counted = (): Promise<unknown> =>
      lake().rows('SELECT account, count() AS n FROM summed GROUP BY account SETTINGS force_optimize_projection = 1');
    await expect.poll(counted, { timeout: 10_000 }).toEqual([{ account: 'x', n: 150 }]);
    await lake().retain(withSums, new Date(start + day));
    expect(await counted()).toEqual([{ account: 'x', n: await count(lake(), table) }]);
  });

  it('drops what is older than a time, to the row', async () => {
    const table = events('aged');
    await lake().migrate([table]);
    await lake().append(
      table,
      Array.from({ length: 400 }, (_, index) => ({ time: start + index * day, id: `${index}` })),
    );
    const before = new Date(start + 100 * day + 5);
    await lake().retain(table, before);
    expect(await lake().rows('SELECT count() AS n, min(toUInt32(id)) AS least FROM aged')).toEqual([
      { n: 299, least: 101 },
    ]);
    await lake().retain(table, before);
    expect(await count(lake(), table)).toBe(299);
  });

  it('counts the age of what was old when it came from the moment it came, whole partitions of it too', async () => {
    const table = { ...events('aged_late'), taken: 'taken' };
    const kept = { ...table, columns: [...table.columns, { ...time, name: 'taken' }] };
    await lake().migrate([{ ...table, taken: undefined }]);
    const some = (taken: number | undefined, name: string): Row[] =>
      Array.from({ length: 90 }, (_, index) => ({
        time: start + index * day,
        id: `${name}${index}`,
        ...(taken === undefined ? {} : { taken }),
      }));
    await lake().append(table, some(undefined, 'before there was the column'));
    await lake().migrate([kept]);
    await lake().append(kept, some(start + 100 * day, 'early'));
    await lake().append(kept, some(start + 200 * day, 'late').slice(0, 40));
    const left = async (age: number): Promise<unknown> => {
      await lake().retain(kept, new Date(start + age * day));
      return lake().rows(
        "SELECT replaceRegexpAll(id, '[0-9]', '') AS name, count() AS n FROM aged_late GROUP BY name ORDER BY name",
      );
    };
    const [early, late] = [
      { name: 'early', n: 90 },
      { name: 'late', n: 40 },
    ];
    expect(await left(60)).toEqual([{ name: 'before there was the column', n: 30 }, early, late]);
    expect(await left(100)).toEqual([early, late]);
    expect(await left(150)).toEqual([late]);
    expect(await left(200)).toEqual([late]);
    expect(await left(201)).toEqual([]);
  });
}
