import type { Lake } from '#lake';
import type { TableName } from '#sources';
import type { Span } from './sheet.ts';

const hour = 3_600_000;

/** So many rows are made ready at once: some hundred megabytes on disk. */
const mostRows = 2_500_000;

/**
 * The whole hours of these spans in which a table has rows, joined to pieces of bounded size, in the order of time.
 * Between the hours of one piece there are none with rows but those that it holds.
 */
export async function piecesOf(table: TableName, spans: readonly Span[], lake: Lake): Promise<Span[]> {
  const pieces: (Span & { rows: number })[] = [];
  for (const span of merged(spans)) {
    const begun = pieces.length;
    for (const { at, rows } of await hoursOf(table, span, lake)) {
      const last = pieces.length > begun ? pieces.at(-1) : undefined;
      if (last === undefined || last.rows + rows > mostRows) pieces.push({ from: at, to: at + hour, rows });
      else pieces.splice(-1, 1, { from: last.from, to: at + hour, rows: last.rows + rows });
    }
  }
  return pieces.map(({ from, to }) => ({ from, to }));
}

/** Spans made to whole hours, those that touch joined. */
export function merged(spans: readonly Span[]): Span[] {
  const whole = spans
    .map(({ from, to }) => ({ from: Math.floor(from / hour) * hour, to: (Math.floor(to / hour) + 1) * hour }))
    .toSorted((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of whole) {
    const last = joined.at(-1);
    if (last !== undefined && span.from <= last.to)
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else joined.push(span);
  }
  return joined;
}

const hoursOf = (table: TableName, { from, to }: Span, lake: Lake): Promise<{ at: number; rows: number }[]> =>
  lake.rows<{ at: number; rows: number }>(
    `SELECT toUnixTimestamp(toStartOfHour(time)) * 1000 AS at, count() AS rows FROM ${table}
     WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
     GROUP BY at ORDER BY at`,
    { from, to },
  );
