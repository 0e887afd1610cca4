import { Level } from '#attack';
import { alertsOf, keyOf, type AlertRow } from './alerts.ts';
import type { FindingsContext } from './record.ts';
import { regrade } from './regrade.ts';

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
  await regrade(new Map([...newest].map(([id, { severity }]) => [id, { severity: Level.parse(severity) }])), context);
}
