import { expect, it } from 'vitest';
import type { Lake } from './lake.ts';
import { count, events, start, time } from './tables.contract.ts';

/** What becomes of the tables of a lake. */
export function tables(lake: () => Lake): void {
  it('makes its tables, and making them again keeps their rows', async () => {
    const table = events('made');
    await lake().migrate([table]);
    await lake().append(table, [{ time: start, id: 'a' }]);
    await lake().migrate([table]);
    expect(await count(lake(), table)).toBe(1);
  });

  it('adds a column that came later, empty in the rows that were there, wherever it stands in the table', async () => {
    const old = events('grows');
    await lake().migrate([old]);
    await lake().append(old, [{ time: start, id: 'a', account: '1' }]);
    const table = { ...old, columns: [time, { name: 'region', type: 'String' }, ...old.columns.slice(1)] };
    await lake().migrate([table]);
    await lake().append(table, [{ time: start, id: 'b', account: '2', region: 'x' }]);
    await lake().appendNew(table, [{ time: start, id: 'c', account: '3', region: 'y' }], ['time', 'id']);
    expect(await lake().rows('SELECT id, account, region FROM grows ORDER BY id')).toEqual([
      { id: 'a', account: '1', region: '' },
      { id: 'b', account: '2', region: 'x' },
      { id: 'c', account: '3', region: 'y' },
    ]);
  });

  it('refuses a table whose column is of another type than this version needs', async () => {
    const table = events('retyped');
    await lake().migrate([table]);
    const other = { ...table, columns: [...table.columns.slice(0, -1), { name: 'account', type: 'UInt64' }] };
    await expect(lake().migrate([other])).rejects.toMatchObject({ code: 'Unsupported', message: /retyped\.account/ });
  });

  it('refuses what a newer version wrote, before it touches anything', async () => {
    await lake().client.command({ query: 'INSERT INTO lake_version VALUES (99)' });
    await expect(lake().migrate([events('never')])).rejects.toMatchObject({ code: 'Unsupported', message: /newer/ });
    expect(await lake().rows("SELECT name FROM system.tables WHERE name = 'never'")).toEqual([]);
    await lake().client.command({
      query: 'ALTER TABLE lake_version DELETE WHERE version = 99 SETTINGS mutations_sync = 2',
    });
  });
}
