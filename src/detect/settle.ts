import { record, type Claim } from '#findings';
import { correlationSql, type Correlation } from '#sigma';
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
  const present = await rulesSeen(span, parts);
  for (const correlation of book.correlations) {
    const claimed = book.claimed(correlation.id);
    const counted = rulesBelow(correlation, book.correlations);
    if (claimed === undefined || claimed.type === '' || !counted.some((rule) => present.has(rule))) continue;
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
  const reach = 2 * secondsOf(correlation, correlations) * 1000;
  const sql = correlationSql(correlation, {
    hitsTable: 'occurrences',
    where: `time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})`,
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

/** Which rules matched anything at all in the span: most correlations need not be asked. */
async function rulesSeen({ from, to }: Span, { lake }: DetectorParts): Promise<Set<string>> {
  const rows = await lake.rows<{ rule: string }>(
    `SELECT DISTINCT rule FROM occurrences
     WHERE time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})`,
    { from, to },
  );
  return new Set(rows.map(({ rule }) => rule));
}

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
