import type { Lake } from '#lake';
import { hourOf, ownCalls, tableNames, type TableName } from '#sources';
import type { Span } from './totals.ts';

/** What one source delivered on one day; times in milliseconds since 1970 in UTC. */
export interface EventCounts {
  readonly source: string;
  readonly day: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly accounts: readonly string[];
}

interface Row {
  readonly source: string;
  readonly day: string;
  readonly count: string;
  readonly first: string;
  readonly last: string;
  readonly accounts: string[];
}

/**
 * Events of the watched by source and day within a span. Whole hours are answered from the sums that the engine keeps
 * of each table; only the rows of the hours at both ends are read.
 */
export async function events(span: Span, lake: Lake): Promise<EventCounts[]> {
  const rows = await lake.rows<Row>(
    `SELECT source, toString(toDate32(fromUnixTimestamp64Milli(toInt64(hour) * ${hourLength}, 'UTC'))) AS day,
            toString(sum(events)) AS count, toString(toUnixTimestamp64Milli(min(earliest))) AS first,
            toString(toUnixTimestamp64Milli(max(latest))) AS last, groupUniqArray(100)(toString(account)) AS accounts
     FROM (${counted}) GROUP BY source, day`,
    bounds(span),
  );
  return rows.map((row) => ({ ...row, count: Number(row.count), first: Number(row.first), last: Number(row.last) }));
}

/** How many events of the watched a span holds. */
export async function eventTotal(span: Span, lake: Lake): Promise<number> {
  const [row] = await lake.rows<{ total: number }>(`SELECT sum(events) AS total FROM (${counted})`, bounds(span));
  return Number(row?.total ?? 0);
}

/** When the newest event of the watched up to a time happened, in milliseconds since 1970 in UTC; 0 when there is none. */
export async function newestEvent(before: number, lake: Lake): Promise<number> {
  const newest = tableNames.map(
    (table) => `(SELECT time AS newest FROM ${table}
                 WHERE time <= fromUnixTimestamp64Milli({before:Int64})${foreign(table)} ORDER BY time DESC LIMIT 1)`,
  );
  const [row] = await lake.rows<{ newest: number }>(
    `SELECT toUnixTimestamp64Milli(max(newest)) AS newest FROM (${newest.join(' UNION ALL ')})`,
    { before },
  );
  return Math.max(0, Number(row?.newest ?? 0));
}

/** Yagura's own calls are told apart: they are no figures of what it watches (docs/decisions/0010). */
const foreign = (table: TableName): string => (table === 'api_activity' ? ` AND source != '${ownCalls}'` : '');

const hourLength = 3_600_000;

/** The hours at both ends of a span, where the first one ends, and where the last one begins. */
function bounds({ from, to }: Span): Record<string, number> {
  const [fromHour, toHour] = [Math.floor(from / hourLength), Math.floor(to / hourLength)];
  const toStart = fromHour === toHour ? to + 1 : toHour * hourLength;
  return { from, to, fromHour, toHour, toStart, fromEnd: Math.min(to, (fromHour + 1) * hourLength - 1) };
}

const between = (first: string, last: string): string =>
  `time BETWEEN fromUnixTimestamp64Milli({${first}:Int64}) AND fromUnixTimestamp64Milli({${last}:Int64})`;

/** A span: its whole hours, and what belongs to it of the first and of the last. */
const pieces: readonly string[] = [
  `${hourOf} > {fromHour:Int64} AND ${hourOf} < {toHour:Int64}`,
  between('from', 'fromEnd'),
  between('toStart', 'to'),
];

/** Counts of every table and piece. INVARIANT: they ask for what the sums of the tables hold (ingest/tables.ts). */
const counted = tableNames
  .flatMap((table) =>
    pieces.map(
      (
        piece,
      ) => `SELECT source, ${hourOf} AS hour, account, count() AS events, min(time) AS earliest, max(time) AS latest
                  FROM ${table} WHERE ${piece}${foreign(table)} GROUP BY source, ${hourOf}, account`,
    ),
  )
  .join(' UNION ALL ');
