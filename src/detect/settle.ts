import { record, type Claim } from '#findings';
import { correlationSql, mayBeFulfilled, type Correlation } from '#sigma';
import type { Claimed } from './book.ts';
import { alertClaims } from './correlation-claims.ts';
import { inHalves, type Span } from './in-halves.ts';
import type { DetectorParts } from './open-detector.ts';
import { claimOfRow, recordedColumns, type RecordedRow } from './recorded-claims.ts';
import { rulesBelow, wholeEvents } from './signal.ts';

interface Alert {
  /** Of the last event; milliseconds since 1970, as text. */
  readonly last: string;
  readonly group_values: string[];
  readonly event_ids: string[];
}

/** More events than this tell nothing new of one alert. */
const mostEvents = 2000;

/**
 * Asks the lake for what only many events show, over a span of event time widened by the window of each
 * correlation: late events and restarts lose nothing, and asking again changes nothing.
 */
export async function settle(span: Span, parts: DetectorParts): Promise<void> {
  const { book } = parts.judge;
  const seen = await hitsSeen(span, parts);
  const hits = (rule: string): number => seen.get(rule)?.hits ?? 0;
  for (const correlation of book.correlations) {
    const claimed = book.claimed(correlation.id);
    const counted = rulesBelow(correlation, book.correlations);
    if (claimed === undefined || claimed.type === '' || !counted.some((rule) => seen.get(rule)?.isNew)) continue;
    if (mayBeFulfilled(correlation, hits, book.correlations))
      await settleOne(correlation, { claimed, counted, span }, parts);
  }
}

interface Asked {
  readonly claimed: Claimed;
  readonly counted: readonly string[];
  readonly span: Span;
}

async function settleOne(
  correlation: Correlation,
  { claimed, counted, span }: Asked,
  parts: DetectorParts,
): Promise<void> {
  const { correlations } = parts.judge.book;
  const reach = reachOf(correlation, correlations);
  const sql = correlationSql(correlation, {
    hitsTable: 'occurrences',
    where: within,
    correlations,
  });
  const alerts = await inHalves(span, reach, async ({ from, to }) => {
    const found = await parts.lake.rows<Alert>(sql, { from: from - reach, to: to + reach });
    return found.filter(({ last }) => Number(last) >= from); // those before saw but a part of their window
  });
  for (const alert of alerts) {
    const events = await eventsOf(alert, counted, parts);
    await record(alertClaims(claimed, alert.group_values, events), parts);
  }
}

const within = 'time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})';

interface Seen {
  /** In the span and wherever a correlation looks from there. */
  readonly hits: number;
  /** 1 when one of them lies in the span itself. */
  readonly isNew: 0 | 1;
}

/** How often which rules matched: most correlations need not be asked, and to plan one question takes 50 ms. */
async function hitsSeen({ from, to }: Span, { lake, judge }: DetectorParts): Promise<Map<string, Seen>> {
  const { correlations } = judge.book;
  const reach = Math.max(0, ...correlations.map((correlation) => reachOf(correlation, correlations)));
  const rows = await lake.rows<Seen & { rule: string }>(
    `SELECT rule, count() AS hits, max(${within}) AS isNew FROM occurrences
     WHERE time BETWEEN fromUnixTimestamp64Milli({since:Int64}) AND fromUnixTimestamp64Milli({until:Int64}) GROUP BY rule`,
    { from, to, since: from - reach, until: to + reach },
  );
  return new Map(rows.map(({ rule, hits, isNew }) => [rule, { hits, isNew }]));
}

/** How far from an event lie those that one alert may tell together with it; milliseconds. */
const reachOf = (correlation: Correlation, all: readonly Correlation[]): number =>
  2 * secondsOf(correlation, all) * 1000;

const secondsOf = (correlation: Correlation, all: readonly Correlation[]): number =>
  correlation.timespanSeconds +
  Math.max(0, ...all.filter(({ id }) => correlation.rules.includes(id)).map((inner) => secondsOf(inner, all)));

async function eventsOf(
  { event_ids: ids }: Alert,
  rules: readonly string[],
  { lake }: DetectorParts,
): Promise<Claim[]> {
  const rows = await lake.rows<RecordedRow>(
    `SELECT ${recordedColumns}
     FROM occurrences WHERE rule IN {rules:Array(String)} AND event_id IN {ids:Array(String)}
     ORDER BY time, event_id LIMIT 1 BY event_id`,
    { rules, ids: ids.slice(-mostEvents) },
  );
  const whole = await wholeEvents(rows, lake);
  return rows.map((row) => claimOfRow({ ...row, raw: whole.get(row.event_id) ?? row.raw }));
}
