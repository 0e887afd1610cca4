import { Level } from '#attack';
import { restate, type Claim } from '#findings';
import type { Lake } from '#lake';
import { actorNamed, deedOf, keyOf, longestSince, type Deed, type Lineage } from './deed.ts';
import { hour, mostOfHour } from './few-of-hour.ts';
import type { DetectorParts } from './open-detector.ts';
import { claimOfRow, recordedColumns, type RecordedRow } from './recorded-claims.ts';
import { sequenceAlerts } from './sequence-alerts.ts';
import { sequenceSpan } from './sequences.ts';
import type { Span } from './sheet.ts';

/**
 * Looks for attacks among the findings of the spans in which events came. It comes last: it reads what all others found.
 * INVARIANT: depends on the occurrences in the lake alone; asking again changes nothing.
 */
export async function settleSequences(spans: readonly Span[], parts: DetectorParts): Promise<void> {
  const { sequences } = parts.judge.book;
  if (sequences.length === 0) return;
  for (const { from, to } of daysOf(spans)) {
    // What a window leaves out may be in another one, which begins up to a day before or after.
    const deeds = await deedsIn({ from: from - 3 * sequenceSpan, to: to + 2 * sequenceSpan }, parts);
    const cells = { from: from - 2 * sequenceSpan, to: to + sequenceSpan };
    for (const rule of sequences) {
      const alerts = sequenceAlerts(rule, deeds, parts.judge.book);
      const within = alerts.filter(({ time }) => time >= cells.from && time < cells.to);
      await restate(within, { rules: [rule.id], ...cells }, parts);
    }
  }
}

/** Pieces of a month, so that a year that is imported at once needs no year's findings in memory. */
function daysOf(spans: readonly Span[]): Span[] {
  const month = 30 * sequenceSpan;
  return spans.flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / month) + 1 }, (_, place) => ({
      from: from + place * month,
      to: Math.min(to, from + (place + 1) * month),
    })),
  );
}

async function deedsIn({ from, to }: Span, { lake, judge }: DetectorParts): Promise<Deed[]> {
  const own = new Set(judge.book.sequences.map(({ id }) => id));
  const rows = await lake.rows<RecordedRow & { severity: string; finding: string }>(
    `SELECT ${recordedColumns}, severity, finding FROM occurrences
     WHERE finding != '' AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
       AND rule NOT IN {own:Array(String)}
     ORDER BY time, event_id LIMIT ${mostOfHour} BY rule, finding, toStartOfHour(time)`,
    { from, to, own: [...own] },
  );
  const left = await leftOut({ from, to }, lake);
  const told = rows.flatMap((row): { claim: Claim; events: number }[] => {
    const claimed = judge.book.claimed(row.rule);
    if (claimed === undefined) return [];
    const { title, tactics, techniques } = claimed;
    const claim = { ...claimOfRow(row), title, tactics, techniques, severity: Level.catch('low').parse(row.severity) };
    return [{ claim, events: 1 + takeOut(left, hourOf(row.rule, row.finding, claim.event.time)) }];
  });
  const claims = told.map(({ claim }) => claim);
  const lineage = await lineageOf(claims, { from: from - longestSince, to }, lake);
  return told.flatMap(({ claim, events }) => deedOf(claim, lineage).map((deed) => ({ ...deed, events })));
}

const hourOf = (rule: string, finding: string, time: number): string => `${rule} ${finding} ${Math.floor(time / hour)}`;

/** How many events of a finding's hour were not read, by `hourOf`: its first that was read stands for them. */
async function leftOut({ from, to }: Span, lake: Lake): Promise<Map<string, number>> {
  const rows = await lake.rows<{ rule: string; finding: string; at: string; events: string }>(
    `SELECT rule, finding, toString(toUnixTimestamp64Milli(min(time))) AS at, toString(count()) AS events
     FROM occurrences
     WHERE finding != '' AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
     GROUP BY rule, finding, toStartOfHour(time) HAVING count() > ${mostOfHour}`,
    { from, to },
  );
  return new Map(
    rows.map(({ rule, finding, at, events }) => [hourOf(rule, finding, Number(at)), Number(events) - mostOfHour]),
  );
}

function takeOut(left: Map<string, number>, name: string): number {
  const events = left.get(name) ?? 0;
  left.delete(name);
  return events;
}

interface Maker {
  readonly key: string;
  readonly maker: string;
  readonly asking: string;
  readonly at: string;
}

const longestChain = 6;

/** Asks who made the keys, who made theirs, and so on: few rounds, of all keys together. */
async function lineageOf(claims: readonly Claim[], span: Span, lake: Lake): Promise<Lineage> {
  const makers = new Map<string, Maker>();
  let keys = [...new Set(claims.map(keyOf))].filter((key) => key !== '');
  for (let round = 0; round < longestChain && keys.length > 0; round += 1) {
    const found = await lake.rows<Maker>(
      `SELECT issued_key AS key, if(session_arn != '', session_arn, principal) AS maker, access_key AS asking,
         toString(toUnixTimestamp64Milli(time)) AS at
       FROM api_activity WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
         AND issued_key IN {keys:Array(String)} AND principal_type != 'AWSService'
         AND NOT endsWith(principal, '.amazonaws.com') ORDER BY time, id LIMIT 1 BY issued_key`,
      { keys, ...span },
    );
    for (const maker of found) makers.set(maker.key, maker);
    keys = [...new Set(found.map(({ asking }) => asking))].filter((key) => key !== '' && !makers.has(key));
  }
  return { beginnerOf: (key, time) => beginner(key, time, makers) };
}

function beginner(key: string, time: number, makers: ReadonlyMap<string, Maker>): string | undefined {
  let found: string | undefined;
  let next = makers.get(key);
  const inTime = ({ at }: Maker): boolean => Number(at) <= time && Number(at) >= time - longestSince;
  for (let link = 0; next !== undefined && link < longestChain && inTime(next); link += 1) {
    found = next.maker;
    next = makers.get(next.asking);
  }
  return found === undefined ? undefined : actorNamed(found);
}
