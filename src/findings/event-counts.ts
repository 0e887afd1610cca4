import type { Lake } from '#lake';
import { hourOf, ownCalls, tableNames, type TableName } from '#sources';
import type { Spans } from './totals.ts';

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
  readonly earlier: 0 | 1;
  readonly source: string;
  readonly day: string;
  readonly count: string;
  readonly first: string;
  readonly last: string;
  readonly accounts: string[];
}

/**
 * Events of the watched by source and day within a span, and how many there are in the span that ends where it begins.
 * Whole hours are answered from the sums that the engine keeps of each table; only the rows of the hours in which a
 * span begins or ends are read. `among`: the tables in which there are any; planning the question takes longer for each.
 */
export async function events(
  spans: Spans,
  lake: Lake,
  among: readonly TableName[] = tableNames,
): Promise<{ now: EventCounts[]; before: number }> {
  if (among.length === 0) return { now: [], before: 0 };
  const rows = await lake.rows<Row>(
    `SELECT earlier, source,
            toString(toDate32(fromUnixTimestamp64Milli(toInt64(hour) * ${hourLength}, 'UTC'))) AS day,
            toString(sum(events)) AS count, toString(toUnixTimestamp64Milli(min(earliest))) AS first,
            toString(toUnixTimestamp64Milli(max(latest))) AS last, groupUniqArray(100)(toString(account)) AS accounts
     FROM (${countsOfTables(among)}) GROUP BY earlier, source, day`,
    bounds(spans),
  );
  const within = rows.filter(({ earlier }) => earlier === 0);
  const earlier = rows.filter((row) => row.earlier === 1);
  return { now: within.map(countsOf), before: earlier.reduce((total, { count }) => total + Number(count), 0) };
}

const countsOf = ({ source, day, count, first, last, accounts }: Row): EventCounts => ({
  source,
  day,
  count: Number(count),
  first: Number(first),
  last: Number(last),
  accounts,
});

/**
 * When the newest event of the watched up to a time happened, by table and in milliseconds since 1970 in UTC; a table
 * without one is absent.
 */
export async function newestEvents(before: number, lake: Lake): Promise<Map<TableName, number>> {
  const newest = tableNames.map(
    (table) => `(SELECT '${table}' AS name, time AS newest FROM ${table}
                 WHERE time <= fromUnixTimestamp64Milli({before:Int64})${foreign(table)} ORDER BY time DESC LIMIT 1)`,
  );
  const rows = await lake.rows<{ name: TableName; at: number }>(
    `SELECT name, toUnixTimestamp64Milli(newest) AS at FROM (${newest.join(' UNION ALL ')})`,
    { before },
  );
  return new Map(rows.map(({ name, at }) => [name, Number(at)]));
}

/** Yagura's own calls are told apart: they are no figures of what it watches (docs/decisions/0010). */
const foreign = (table: TableName): string => (table === 'api_activity' ? ` AND source != '${ownCalls}'` : '');

const hourLength = 3_600_000;
const hourAt = (time: number): number => Math.floor(time / hourLength);

/** Where the spans begin and end, the hours in which they do, and the first and last moment of those hours. */
function bounds({ now, before }: Spans): Record<string, number> {
  const [firstHour, middleHour, lastHour] = [hourAt(before.from), hourAt(now.from), hourAt(now.to)];
  return {
    from: before.from,
    middle: now.from,
    to: now.to,
    firstHour,
    middleHour,
    lastHour,
    firstEnd: (firstHour + 1) * hourLength - 1,
    middleStart: middleHour * hourLength,
    middleEnd: (middleHour + 1) * hourLength - 1,
    lastStart: lastHour * hourLength,
  };
}

const at = (name: string): string => `fromUnixTimestamp64Milli({${name}:Int64})`;

/** Whole hours, and what belongs to a span of the hours in which one begins or ends; `earlier` is the span before. */
const pieces: readonly { readonly where: string; readonly earlier: string }[] = [
  {
    where: `${hourOf} > {firstHour:Int64} AND ${hourOf} < {lastHour:Int64} AND ${hourOf} != {middleHour:Int64}`,
    earlier: `${hourOf} < {middleHour:Int64}`,
  },
  {
    where: `time BETWEEN ${at('from')} AND ${at('to')} AND
            (time <= ${at('firstEnd')} OR time BETWEEN ${at('middleStart')} AND ${at('middleEnd')} OR time >= ${at('lastStart')})`,
    earlier: `time < ${at('middle')}`,
  },
];

/** Counts of every table and piece. INVARIANT: they ask for what the sums of the tables hold (ingest/tables.ts). */
const countsOfTables = (among: readonly TableName[]): string =>
  among
    .flatMap((table) =>
      pieces.map(
        ({ where, earlier }) =>
          `SELECT ${earlier} AS earlier, source, ${hourOf} AS hour, account,
                  count() AS events, min(time) AS earliest, max(time) AS latest
           FROM ${table} WHERE ${where}${foreign(table)} GROUP BY earlier, source, ${hourOf}, account`,
      ),
    )
    .join(' UNION ALL ');
