import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { harmless } from './harmless.contract.ts';
import { hostile } from './hostile.contract.ts';
import type { Lake } from './lake.ts';
import { events, start } from './tables.contract.ts';

/** SQL that people ask, within its limits. */
export function questions(lake: () => Lake): void {
  const table = events('events');
  beforeAll(async () => {
    await lake().migrate([table]);
    const rows = Array.from({ length: 500 }, (_, index) => ({
      time: start + index,
      id: `${index}`,
      account: `${index % 3}`,
      position: index,
    }));
    await lake().append(table, [...rows, { time: start + 999, id: 'huge', position: '18446744073709551615' }]);
  });

  it('answers a question with names, types and values', async () => {
    const answer = await lake().ask(
      'SELECT account, count() AS n, min(time) AS first FROM events GROUP BY account ORDER BY n DESC, account LIMIT 2 -- x',
      limits,
    );
    expect(answer.columns).toEqual([
      { name: 'account', type: 'LowCardinality(String)' },
      { name: 'n', type: 'UInt64' },
      { name: 'first', type: "DateTime64(3, 'UTC')" },
    ]);
    expect(answer.rows).toEqual([
      ['0', 167, '2026-01-15T00:00:00.000Z'],
      ['1', 167, '2026-01-15T00:00:00.001Z'],
    ]);
    expect(answer.truncated).toBe(false);
  });

  it('gives whole numbers as numbers where JavaScript holds them, and as text beyond', async () => {
    const { rows } = await lake().ask("SELECT position FROM events WHERE id IN ('7', 'huge') ORDER BY time", limits);
    expect(rows).toEqual([[7], ['18446744073709551615']]);
  });

  it('takes a time as it writes one, and in every zone', async () => {
    const within = "time >= '2026-01-15T09:00:00.004+09:00' AND time < '2026-01-15T00:00:00.006Z'";
    const { rows } = await lake().ask(`SELECT id FROM events WHERE ${within} ORDER BY time`, limits);
    expect(rows).toEqual([['4'], ['5']]);
    const minutes = await lake().ask("SELECT count() FROM events WHERE time < '2026-01-15 00:01'", limits);
    expect(minutes.rows).toEqual([[501]]);
    const never = lake().ask("SELECT id FROM events WHERE time > '2026-13-45T00:00:00Z'", limits);
    await expect(never).rejects.toMatchObject({ code: 'BadQuery' });
  });

  it('cuts an answer at the limit of rows, and says so', async () => {
    const cut = await lake().ask('SELECT id FROM events', { ...limits, rows: 7 });
    expect([cut.rows.length, cut.truncated]).toEqual([7, true]);
    const whole = await lake().ask('SELECT id FROM events LIMIT 7', { ...limits, rows: 7 });
    expect([whole.rows.length, whole.truncated]).toEqual([7, false]);
  });

  it('says of a function that there is none, which is the nearest, or that it does more than compute', async () => {
    const said = (sql: string) =>
      lake()
        .ask(sql, limits)
        .then(String, ({ message }: Error) => message);
    expect(await said("SELECT lenght('a')")).toMatch(/there is no function lenght; the nearest is length\.$/);
    expect(await said('SELECT reallyNothingOfThisName(1)')).toMatch(/there is no function reallyNothingOfThisName\.$/);
    expect(await said("SELECT file('/etc/passwd')")).toMatch(/the function file does more than compute/);
  });

  it('names no table that is only just being made', async () => {
    await lake().migrate([events('_tmp_replace_1')]);
    const { rows } = await lake().ask('SHOW TABLES', limits);
    expect(rows).toContainEqual(['events']);
    expect(rows).not.toContainEqual(['_tmp_replace_1']);
  });

  it.each(harmless)('answers %s', async (sql) => {
    expect((await lake().ask(sql, limits)).columns.length).toBeGreaterThan(0);
  });

  it.each(hostile)('does not answer %j', async (sql) => {
    const text = { ja: expect.stringMatching(/\p{Script=Hiragana}/u) };
    await expect(lake().ask(sql, limits)).rejects.toMatchObject({ code: 'BadQuery', text });
  });

  it('does not answer them in other spellings and places either', async () => {
    const blank = fc.constantFrom(' ', '\n', '\t', ' /* x */ ', ' -- x\n', ' # x\n', '/*/**/*/ ');
    const place = fc.constantFrom(
      (sql: string) => sql,
      (sql: string) => `SELECT * FROM (${sql}) AS x`,
      (sql: string) => `SELECT (${sql})`,
      (sql: string) => `WITH x AS (${sql}) SELECT * FROM x`,
      (sql: string) => `SELECT 1 UNION ALL ${sql}`,
      (sql: string) => `SELECT 1 WHERE 1 IN (${sql})`,
      (sql: string) => `EXPLAIN ${sql}`,
      (sql: string) => `SELECT count() FROM events WHERE account IN (SELECT account FROM events WHERE id IN (${sql}))`,
    );
    const spelt = fc.tuple(
      fc.constantFrom(...hostile.filter((sql) => sql.length > 10)),
      place,
      fc.array(blank, { minLength: 40, maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(spelt, async ([sql, put, blanks]) => {
        let used = 0;
        const text = put(sql.replaceAll(' ', () => blanks[(used += 1) % 40] ?? ' '));
        await expect(lake().ask(text, limits)).rejects.toMatchObject({ code: 'BadQuery' });
      }),
      { numRuns: 80 },
    );
  });

  it('does not answer what is nested beyond reason, or longer', async () => {
    const deep = `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    const nested = `${'SELECT * FROM ('.repeat(3000)}SELECT 1${')'.repeat(3000)}`;
    const long = `SELECT ${'1 + '.repeat(30_000)}1`;
    for (const sql of [deep, nested, long])
      await expect(lake().ask(sql, limits)).rejects.toMatchObject({ code: 'BadQuery' });
  });

  it('ends a question at its limit of time', async () => {
    const endless = 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 7 = 3';
    await expect(lake().ask(endless, { ...limits, seconds: 1 })).rejects.toMatchObject({ code: 'TooSlow' });
    await expect(lake().ask(`SELECT (${endless})`, { ...limits, seconds: 1 })).rejects.toMatchObject({
      code: 'TooSlow',
    });
  });

  it('ends a question at its limit of memory', async () => {
    await expect(lake().ask('SELECT groupArray(number) FROM numbers(1000000000)', limits)).rejects.toMatchObject({
      code: 'TooLarge',
    });
  });

  it("says of a statement of Yagura's own too that it needs too much memory", async () => {
    const greedy = 'SELECT groupArray(number) FROM numbers(100000000) SETTINGS max_memory_usage = 50000000';
    await expect(lake().rows(greedy)).rejects.toMatchObject({ code: 'TooLarge' });
  });

  it('can still write after it was asked', async () => {
    await lake().append(table, [{ time: start, id: 'after' }]);
    expect(await lake().rows("SELECT id FROM events WHERE id = 'after'")).toEqual([{ id: 'after' }]);
  });
}

const limits = { seconds: 5, memoryMegabytes: 300, rows: 100 };
