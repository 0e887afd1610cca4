import { expect, it } from 'vitest';
import type { Lake, LakeTable } from './lake.ts';
import { time } from './tables.contract.ts';

/** Tables that are filled from queries. */
export function derived(lake: () => Lake): void {
  it('keeps an answer in a table for the queries that follow, until it is disposed of', async () => {
    const kept = await lake().stage('SELECT number AS n, toString(number) AS text FROM numbers(1000)', ['n']);
    expect(await lake().rows(`SELECT sum(n) AS sum, count() AS rows FROM ${kept.name}`)).toEqual([
      { sum: 499_500, rows: 1000 },
    ]);
    await kept[Symbol.asyncDispose]();
    await expect(lake().rows(`SELECT 1 FROM ${kept.name}`)).rejects.toThrow(kept.name);
  });

  it('fills a table from a query; of rows with the same key the newest counts; rows can be taken out', async () => {
    const table: LakeTable = {
      name: 'sums',
      columns: [
        time,
        { name: 'text', type: 'String' },
        { name: 'large', type: 'UInt64' },
        { name: 'at', type: 'UInt64' },
      ],
      orderBy: ['text', 'time'],
      time: 'time',
      newest: 'at',
    };
    await lake().migrate([table]);
    const sums = (large: number, at: number): string =>
      `SELECT ${at} AS at, toDateTime64(number, 3) AS time, toString(number) AS text, number + ${large} AS large FROM numbers(3)`;
    await lake().derive(table, sums(10, 2));
    await lake().derive(table, sums(5, 1));
    await lake().migrate([table]);
    const newest = (): Promise<unknown> => lake().rows('SELECT text, large FROM sums FINAL ORDER BY text');
    expect(await newest()).toEqual([
      { text: '0', large: 10 },
      { text: '1', large: 11 },
      { text: '2', large: 12 },
    ]);
    await lake().withdraw(table, "text IN ('0', '2')");
    expect(await newest()).toEqual([{ text: '1', large: 11 }]);
  });
}
