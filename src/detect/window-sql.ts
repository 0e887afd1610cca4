import type { Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import type { Threshold, Window } from './window.ts';

/** The windows that begin from `from` (included) to `to` (not included), and the rows that they look at. */
export interface Asked {
  readonly cells: Span;
  readonly rows: Span;
}

/** The records of a sheet as SQL that follows FROM, and what of it stands on lists where a window asks for that. */
export interface Tables {
  readonly table: string;
  readonly listed?: string | undefined;
}

/** Every window that begins within `begins` and looks at a row of one of the spans, and maybe some between them. */
export function askedFor(
  spans: readonly Span[],
  begins: Span,
  { spanSeconds, stepSeconds, memorySeconds }: Pick<Window, 'spanSeconds' | 'stepSeconds' | 'memorySeconds'>,
): Asked | undefined {
  const [span, step] = [spanSeconds * 1000, stepSeconds * 1000];
  const touched = spans
    .map(({ from, to }) => ({
      from: Math.max(begins.from, (Math.floor((from - span) / step) + 1) * step),
      to: Math.min(begins.to, (Math.floor((to - 1) / step) + 1) * step),
    }))
    .filter(({ from, to }) => from < to);
  if (touched.length === 0) return undefined;
  const cells = { from: Math.min(...touched.map(({ from }) => from)), to: Math.max(...touched.map(({ to }) => to)) };
  return { cells, rows: { from: cells.from - memorySeconds * 1000, to: cells.to + span } };
}

/**
 * One query that finds where a window fires: a row for each, with `begins` (milliseconds) and the columns of its SQL.
 * The sheet has a row for each window that it lies in, told by `cell`; it is made of those records that may matter.
 */
export function windowSql(window: Window, { table, listed }: Tables, { cells, rows }: Asked): string {
  const { stepSeconds: step, spanSeconds: span } = window;
  const places = span / step;
  const at = `intDiv(toUnixTimestamp(time), ${step}) * ${step}`;
  const cell = places === 1 ? at : `${at} - ${step} * arrayJoin(range(${places}))`;
  const rowsOf = sheets[window.reads].rows ?? ((records) => `SELECT * FROM ${records}`);
  return `WITH records AS (
    SELECT * FROM ${table} WHERE time >= fromUnixTimestamp64Milli(${rows.from}) AND time < fromUnixTimestamp64Milli(${rows.to})),
  ${listed === undefined ? '' : `listed AS (SELECT * FROM ${listed}),`}
  those AS (SELECT * FROM records WHERE ${among(window)}),
  ${window.reads} AS (
    SELECT * FROM (SELECT *, toDateTime(${cell}, 'UTC') AS cell FROM (${rowsOf('those')}))
    WHERE cell >= fromUnixTimestamp64Milli(${cells.from}) AND cell < fromUnixTimestamp64Milli(${cells.to}))
  SELECT toUnixTimestamp(cell) * 1000 AS begins, * EXCEPT (cell, evidence),
    arrayMap(one -> (toString(bitShiftRight(one, 64)), toString(toUInt64(one))), evidence) AS evidence FROM (${window.finds}) ORDER BY begins, subject, evidence LIMIT ${mostAlerts}`;
}

/** A window over lists looks at what speaks of somebody listed. */
function among({ among: own, listed, reads }: Window): string {
  const { speaksOf } = sheets[reads];
  return own ?? (listed && speaksOf ? speaksOf('SELECT value FROM listed') : '1');
}

/** More of one detection in one piece of time is no list that anybody reads. */
const mostAlerts = 2000;

/** The thresholds as the engine binds them. */
export const boundTo = (thresholds: Readonly<Record<string, Threshold>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(thresholds).map(([name, { is }]) => [name, is]));
