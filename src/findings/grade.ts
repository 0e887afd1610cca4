import { Level } from '#attack';
import { grouped } from '#kernel';
import { alertsOf, keyOf, type AlertRow } from './alerts.ts';
import type { FindingsContext } from './record.ts';
import { regrade, type Graded } from './regrade.ts';
import { gradedByRoutine } from './routine.ts';

/** `now` are windows as they are from now on, `gone` those that fire no longer; `routine` as in `AlertScope`. */
interface Changes {
  readonly now: readonly AlertRow[];
  readonly gone: readonly AlertRow[];
  readonly routine: boolean;
}

/**
 * Makes findings as grave as the newest window behind them says, or milder where all of them show a routine. Else the
 * last window that changed would decide, and that depends on the order of imports.
 */
export async function grade({ now, gone, routine }: Changes, context: FindingsContext): Promise<void> {
  const known = new Set([...now, ...gone].map(keyOf));
  const ids = [...new Set([...now, ...gone].map(({ finding }) => finding))];
  const others = (await alertsOf(ids, context.lake)).filter((row) => !known.has(keyOf(row)));
  const rows = grouped([...others, ...now], ({ finding }) => finding);
  await regrade(new Map([...rows].flatMap(([id, own]) => graded(id, own, routine))), context);
}

/** INVARIANT: a finding has one window at a moment (`keyOf`, for its id holds its rule), so that one is the newest. */
function graded(id: string, rows: readonly AlertRow[], routine: boolean): [string, Graded][] {
  const newest = rows.toSorted((a, b) => a.time - b.time).at(-1);
  if (newest === undefined) return [];
  const severity = Level.parse(newest.severity);
  return [[id, routine ? gradedByRoutine(severity, rows) : { severity }]];
}
