import type { FindingsContext } from './record.ts';
import { changeRow } from './record.ts';
import { findingChanges, type FindingTables } from './tables.ts';

/** Archives findings, or brings them back; each change goes to the lake with who made it. Returns how many there were. */
export async function archive(
  ids: readonly string[],
  archived: boolean,
  by: string,
  context: FindingsContext,
): Promise<number> {
  const db = context.store.db.withTables<FindingTables>();
  const state = archived ? 1 : 0;
  const rows = await db
    .selectFrom('findings')
    .selectAll()
    .where('id', 'in', ids)
    .where('archived', '<>', state)
    .execute();
  if (rows.length === 0) return 0;
  const now = context.clock.now().getTime();
  const changed = rows.map((row) => ({ ...row, archived: state, updated_at: now }));
  await context.lake.append(
    findingChanges,
    changed.map((row) => changeRow(row, archived ? 'archived' : 'reopened', by)),
  );
  await db
    .updateTable('findings')
    .set({ archived: state, updated_at: now })
    .where(
      'id',
      'in',
      changed.map(({ id }) => id),
    )
    .execute();
  return changed.length;
}
