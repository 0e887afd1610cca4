import type { Lake } from '#lake';
import { ownCalls, tableNames, type TableName } from '#sources';
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

/** Events of the watched by source and day within a span: one pass over the time column of each table. */
export async function events(span: Span, lake: Lake): Promise<EventCounts[]> {
  const rows = await lake.rows<Row>(tableNames.map(counting).join(' UNION ALL '), { ...span });
  return rows.map((row) => ({ ...row, count: Number(row.count), first: Number(row.first), last: Number(row.last) }));
}

/** How many events of the watched a span holds. */
export async function eventTotal(span: Span, lake: Lake): Promise<number> {
  const counts = tableNames.map((table) => `(SELECT count() FROM ${table} WHERE ${within}${foreign(table)})`);
  const [row] = await lake.rows<{ total: number }>(`SELECT ${counts.join(' + ')} AS total`, { ...span });
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

const within = 'time >= fromUnixTimestamp64Milli({from:Int64}) AND time <= fromUnixTimestamp64Milli({to:Int64})';

/** Yagura's own calls are told apart: they are no figures of what it watches (docs/decisions/0010). */
const foreign = (table: TableName): string => (table === 'api_activity' ? ` AND source != '${ownCalls}'` : '');

const counting = (table: TableName): string => `
  SELECT source, toString(toDate(time)) AS day, toString(count()) AS count,
         toString(toUnixTimestamp64Milli(min(time))) AS first, toString(toUnixTimestamp64Milli(max(time))) AS last,
         groupUniqArray(100)(toString(account)) AS accounts
  FROM ${table}
  WHERE ${within}${foreign(table)}
  GROUP BY source, toDate(time)`;
