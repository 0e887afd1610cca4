import type { Lake } from '#lake';
import type { TableName } from '#sources';
import type { Span } from './sheet.ts';

const hour = 3_600_000;

/** So many rows are made ready at once, unless told otherwise: some hundred megabytes on disk. */
const mostRows = 2_500_000;

/** To make so many rows ready takes no longer than to ask all windows about another piece. */
const fewRows = 200_000;

/**
 * The whole hours of these spans in which a table has rows, joined to pieces of bounded size, in the order of time.
 * Between the hours of one piece there are none with rows but those that it holds. Spans far apart are one piece where
 * little lies in them and between them: a piece costs the same whatever is in it, so that lone hours, each a piece,
 * would cost by their number and not by what they hold.
 */
export async function piecesOf(table: TableName, spans: readonly Span[], lake: Lake, most = mostRows): Promise<Span[]> {
  return piecesIn({ table, most }, merged(spans), lake);
}

/** The table that is parted, and how many rows a piece may have; an hour is not parted. */
interface Parting {
  readonly table: TableName;
  readonly most: number;
}

async function piecesIn(parting: Parting, spans: readonly Span[], lake: Lake): Promise<Span[]> {
  const [first, last] = [spans.at(0), spans.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (spans.length === 1) return piecesOfOne(parting, first, lake);
  const { table } = parting;
  const whole = { from: first.from, to: last.to };
  const rows = await rowsUpTo(fewRows + 1, table, whole, lake);
  if (rows === 0) return [];
  if (rows <= fewRows) return [whole];
  const middle = spans.length >> 1;
  const halves = [spans.slice(0, middle), spans.slice(middle)];
  return (await Promise.all(halves.map((half) => piecesIn(parting, half, lake)))).flat();
}

/** How many rows there are, counted no further than `most`. */
async function rowsUpTo(most: number, table: TableName, { from, to }: Span, lake: Lake): Promise<number> {
  const [counted] = await lake.rows<{ rows: number }>(
    `SELECT toFloat64(count()) AS rows FROM (SELECT 1 FROM ${table}
     WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64}) LIMIT ${most})`,
    { from, to },
  );
  return counted?.rows ?? 0;
}

async function piecesOfOne({ table, most }: Parting, span: Span, lake: Lake): Promise<Span[]> {
  const pieces: (Span & { rows: number })[] = [];
  for (const { at, rows } of await hoursOf(table, span, lake)) {
    const last = pieces.at(-1);
    if (last === undefined || last.rows + rows > most) pieces.push({ from: at, to: at + hour, rows });
    else pieces.splice(-1, 1, { from: last.from, to: at + hour, rows: last.rows + rows });
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
