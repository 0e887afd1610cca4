import type { Store } from '#store';
import type { FindingRow, FindingTables } from './tables.ts';

/** SQLite binds at most some thousands of values in one statement. */
export const mostBound = 500;

/** The states of findings, by id; a finding that is not there is absent. */
export async function rowsById(ids: readonly string[], store: Store): Promise<Map<string, FindingRow>> {
  const found = new Map<string, FindingRow>();
  for (let start = 0; start < ids.length; start += mostBound) {
    const some = ids.slice(start, start + mostBound);
    const rows = store.db.withTables<FindingTables>().selectFrom('findings').selectAll().where('id', 'in', some);
    for (const row of await rows.execute()) found.set(row.id, row);
  }
  return found;
}

/** The state of one finding. */
export const rowWithId = async (id: string, store: Store): Promise<FindingRow | undefined> =>
  (await rowsById([id], store)).get(id);
