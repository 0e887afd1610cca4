import { levels, type Level } from '#attack';
import type { Text } from '#kernel';
import { changeRow, type FindingsContext } from './record.ts';
import { rowsById } from './rows-by-id.ts';
import { findingChanges, type FindingTables } from './tables.ts';

/** How grave a finding is, and why it is milder than its events say where it is. */
export interface Graded {
  readonly severity: Level;
  readonly habit?: Text;
}

/** Makes findings, by id, as grave as is said. Those that are so already are left alone. */
export async function regrade(
  grades: ReadonlyMap<string, Graded>,
  { lake, store, clock }: FindingsContext,
): Promise<void> {
  const rows = await rowsById([...grades.keys()], store);
  for (const [id, { severity, habit }] of grades) {
    const row = rows.get(id);
    const said = { habit_en: habit?.en ?? '', habit_ja: habit?.ja ?? '' };
    if (row === undefined || (row.severity === severity && row.habit_en === said.habit_en)) continue;
    const becomes = { severity, severity_rank: levels.indexOf(severity), ...said, updated_at: clock.now().getTime() };
    if (row.severity !== severity)
      await lake.append(findingChanges, [changeRow({ ...row, ...becomes }, 'seen', 'yagura')]);
    await store.db.withTables<FindingTables>().updateTable('findings').set(becomes).where('id', '=', id).execute();
  }
}
