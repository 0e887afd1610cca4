import { Level, levels } from '#attack';
import type { Lake } from '#lake';
import type { Store } from '#store';
import { Fault, type Clock, type Text } from '#kernel';
import { ownCalls, type TableName } from '#sources';
import { events, newestEvents, type EventCounts } from './event-counts.ts';
import { countValues, Counting } from './count-values.ts';
import { page, Search } from './search.ts';
import { isoOf } from './row.ts';
import type { Summary } from './summary.ts';
import { titleOf } from './titles.ts';
import { measured, placesWithin, typesWithin, type Span, type Spans } from './totals.ts';
import { isSequence } from './sequence.ts';

const day = 86_400_000;
const usualSpan = 30 * day;
/** The answer has a row for each day. */
const mostYears = 100;

export interface SummaryContext {
  readonly lake: Lake;
  readonly store: Store;
  readonly clock: Clock;
  readonly simulated: boolean;
  /** Every source that Yagura knows, so that a silent one is shown as silent. */
  readonly sources: readonly { readonly name: string; readonly title: Text }[];
}

/**
 * The data of the Summary page over [from, to], with the span before it for comparison.
 * Without a span: the 30 days that end with the newest event (logs that people bring may be old). Throws `BadInput` for
 * a span of more than a century.
 */
export async function summarise(
  wanted: { from?: string | undefined; to?: string | undefined },
  context: SummaryContext,
): Promise<Summary> {
  const { now, among } = await spanOf(wanted, context);
  const spans: Spans = { now, before: { from: now.from - (now.to - now.from), to: now.from - 1 } };
  const [counts, perDay, findings] = await Promise.all([
    events(spans, context.lake, among),
    findingsByDay(now, context.lake),
    ofFindings(spans, context.store),
  ]);
  const { overview, ...widgets } = findings;
  return {
    from: isoOf(now.from),
    to: isoOf(now.to),
    simulated: context.simulated,
    overview: { ...overview, events: { now: sum(counts.now), before: counts.before } },
    ...widgets,
    days: days(now, counts.now, perDay),
    coverage: coverage(counts.now, context),
  };
}

/** What the store tells of the findings of a span, and of those of the span before it. */
async function ofFindings(spans: Spans, store: Store) {
  const { from, to } = spans.now;
  const [types, places, top, earlier] = await Promise.all([
    typesWithin(spans, store),
    placesWithin(spans, store),
    page(Search.parse({ from: isoOf(from), to: isoOf(to), limit: 8 }), store),
    openBefore(from, store),
  ]);
  const findings = added(types);
  const sequences = added(types.filter(({ type }) => isSequence(type)));
  return {
    overview: { sequences, findings, ...places },
    top,
    earlier,
    types: await common(types, findings.now, store),
  };
}

/** What the span leaves out and nobody has dealt with: logs that people bring may reach over years. */
async function openBefore(from: number, store: Store): Promise<Summary['earlier']> {
  const before = { property: 'lastSeen' as const, operator: '<=' as const, values: [isoOf(from - 1)] };
  const { values } = await countValues(Counting.parse({ where: [before], by: 'severity' }), store);
  const counts = values.map(({ value, count }) => ({ severity: Level.parse(value), count }));
  return counts.toSorted((one, other) => levels.indexOf(other.severity) - levels.indexOf(one.severity));
}

type OfType = Awaited<ReturnType<typeof typesWithin>>[number];

const added = (types: readonly OfType[]): { now: number; before: number } => ({
  now: types.reduce((total, { now }) => total + Number(now), 0),
  before: types.reduce((total, { before }) => total + Number(before), 0),
});

/** The types that have most findings, with their share of all. */
function common(types: readonly OfType[], all: number, store: Store): Promise<Summary['types']> {
  const order = (one: OfType, other: OfType): number =>
    Number(other.now) - Number(one.now) || (one.type < other.type ? -1 : 1);
  const most = types
    .filter(({ now }) => Number(now) > 0)
    .toSorted(order)
    .slice(0, 5);
  return Promise.all(
    most.map(async ({ type, now, last, worst }) => ({
      type,
      title: await titleOf({ type, last: last ?? 0 }, false, store),
      share: Number(now) / all,
      ...measured({ findings: now, last: last ?? 0, worst: worst ?? 0 }),
    })),
  );
}

/** The span, and the tables that have an event in it or before. */
async function spanOf(
  wanted: { from?: string | undefined; to?: string | undefined },
  { lake, clock }: SummaryContext,
): Promise<{ now: Span; among: readonly TableName[] }> {
  const until = wanted.to === undefined ? clock.now().getTime() : Date.parse(wanted.to);
  const newest = await newestEvents(wanted.to === undefined ? until + day : until, lake);
  const to = wanted.to === undefined ? endOf(newest, until) : until;
  const from = wanted.from === undefined ? to - usualSpan : Date.parse(wanted.from);
  if (to - from > mostYears * 366 * day)
    throw new Fault('BadInput', {
      en: `The span is longer than ${mostYears} years. Choose a later beginning.`,
      ja: `期間が ${mostYears} 年を超えています。開始をもっと後にしてください。`,
    });
  return { now: { from, to }, among: [...newest.keys()] };
}

/** Now, or where all events are older than that, the newest. */
function endOf(newest: ReadonlyMap<TableName, number>, now: number): number {
  const last = Math.max(0, ...newest.values());
  return last === 0 || now - last < usualSpan ? now : last + 1;
}

interface OfDay {
  readonly day: string;
  readonly severity: Level;
  readonly count: string;
}

const findingsByDay = (span: Span, lake: Lake): Promise<OfDay[]> =>
  lake.rows<OfDay>(
    `SELECT toString(toDate(time)) AS day, severity, toString(uniqExact(finding)) AS count FROM occurrences
     WHERE finding != '' AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time <= fromUnixTimestamp64Milli({to:Int64})
     GROUP BY day, severity`,
    { ...span },
  );

function days(span: Span, counts: readonly EventCounts[], rows: readonly OfDay[]): Summary['days'] {
  const found = new Map<string, Summary['days'][number]>();
  for (let at = span.from; at <= span.to; at += day) found.set(dayOf(at), emptyDay(dayOf(at)));
  found.set(dayOf(span.to), emptyDay(dayOf(span.to)));
  for (const row of rows) {
    const entry = found.get(row.day);
    if (entry && levels.includes(row.severity)) entry[row.severity] = Number(row.count);
  }
  for (const count of counts) {
    const entry = found.get(count.day);
    if (entry) entry.events += count.count;
  }
  return [...found.values()];
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const emptyDay = (name: string): Summary['days'][number] => ({
  day: name,
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  informational: 0,
  events: 0,
});

const sum = (counts: readonly EventCounts[]): number => counts.reduce((total, { count }) => total + count, 0);

function coverage(counts: readonly EventCounts[], { sources }: SummaryContext): Summary['coverage'] {
  return sources
    .filter(({ name }) => name !== ownCalls)
    .map(({ name, title }) => {
      const own = counts.filter((count) => count.source === name);
      if (own.length === 0) return { source: name, title, events: 0, accounts: 0 };
      return {
        source: name,
        title,
        events: sum(own),
        accounts: new Set(own.flatMap((count) => count.accounts)).size,
        firstSeen: isoOf(Math.min(...own.map((count) => count.first))),
        lastSeen: isoOf(Math.max(...own.map((count) => count.last))),
      };
    });
}
