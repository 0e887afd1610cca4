import { levels } from '#attack';
import { alertsOf, keyOf, type AlertRow } from './alerts.ts';
import { changeRow, current, type FindingsContext } from './record.ts';
import { findingChanges, type FindingTables } from './tables.ts';

/**
 * Makes findings as grave as the newest window behind them says: `now` are windows as they are from now on, `gone`
 * those that fire no longer. Else the last window that changed would decide, and that depends on the order of imports.
 */
export async function grade(
  now: readonly AlertRow[],
  gone: readonly AlertRow[],
  context: FindingsContext,
): Promise<void> {
  const known = new Set([...now, ...gone].map(keyOf));
  const ids = [...new Set([...now, ...gone].map(({ finding }) => finding))];
  const others = (await alertsOf(ids, context.lake)).filter((row) => !known.has(keyOf(row)));
  const newest = new Map<string, AlertRow>();
  for (const row of [...others, ...now].toSorted((a, b) => a.time - b.time)) newest.set(row.finding, row);
  const rows = await current(ids, context.store);
  for (const [id, { severity }] of newest) {
    const row = rows.get(id);
    if (row === undefined || row.severity === severity) continue;
    const becomes = {
      severity,
      severity_rank: levels.findIndex((level) => level === severity),
      updated_at: context.clock.now().getTime(),
    };
    await context.lake.append(findingChanges, [changeRow({ ...row, ...becomes }, 'seen', 'yagura')]);
    await context.store.db
      .withTables<FindingTables>()
      .updateTable('findings')
      .set(becomes)
      .where('id', '=', id)
      .execute();
  }
}
