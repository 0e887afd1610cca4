import type { Span } from './sheet.ts';
import type { Threshold, Window } from './window.ts';

/** The windows that begin from `from` (included) to `to` (not included), and the rows that they look at. */
export interface Asked {
  readonly cells: Span;
  readonly rows: Span;
}

/** The sheet as it was made ready, and what of it stands on lists where a window asks for that. */
export interface Tables {
  readonly table: string;
  readonly listed?: string | undefined;
}

/** Every window that looks at a row of the span. */
export function askedFor({ from, to }: Span, { spanSeconds, stepSeconds }: Window): Asked {
  const [span, step] = [spanSeconds * 1000, stepSeconds * 1000];
  const first = (Math.floor((from - span) / step) + 1) * step;
  const last = Math.floor((to - 1) / step) * step;
  return { cells: { from: first, to: last + step }, rows: { from: first, to: last + span } };
}

/**
 * One query that finds where a window fires: a row for each, with `begins` (milliseconds) and the columns of its SQL.
 * The sheet has a row for each window that it lies in, told by `cell`.
 */
export function windowSql(window: Window, { table, listed }: Tables, { cells, rows }: Asked): string {
  const { stepSeconds: step, spanSeconds: span } = window;
  const places = span / step;
  const at = `intDiv(toUnixTimestamp(time), ${step}) * ${step}`;
  const cell = places === 1 ? at : `${at} - ${step} * arrayJoin(range(${places}))`;
  return `WITH ${window.reads} AS (
    SELECT * FROM (SELECT *, toDateTime(${cell}, 'UTC') AS cell FROM ${table}
      WHERE time >= fromUnixTimestamp64Milli(${rows.from}) AND time < fromUnixTimestamp64Milli(${rows.to}))
    WHERE cell >= fromUnixTimestamp64Milli(${cells.from}) AND cell < fromUnixTimestamp64Milli(${cells.to}))${listed === undefined ? '' : `, listed AS (SELECT * FROM ${listed})`}
  SELECT toUnixTimestamp(cell) * 1000 AS begins, * EXCEPT (cell, evidence),
    arrayMap(one -> (toString(bitShiftRight(one, 64)), toString(toUInt64(one))), evidence) AS evidence FROM (${window.finds}) ORDER BY begins, subject LIMIT ${mostAlerts}`;
}

/** More of one detection in one piece of time is no list that anybody reads. */
const mostAlerts = 2000;

/** The thresholds as the engine binds them. */
export const boundTo = (thresholds: Readonly<Record<string, Threshold>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(thresholds).map(([name, { is }]) => [name, is]));
