import { levels, type Level } from '#attack';
import type { Lake } from '#lake';
import type { Store } from '#store';
import type { Clock, Text } from '#kernel';
import { ownCalls } from '#sources';
import { events, eventTotal, newestEvent, type EventCounts } from './event-counts.ts';
import { search, Search } from './search.ts';
import { isoOf } from './row.ts';
import type { Summary } from './summary.ts';
import { totals, ranked, byType, type Span } from './totals.ts';

const day = 86_400_000;
const usualSpan = 30 * day;

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
 * Without a span: the 30 days that end with the newest event (logs that people bring may be old).
 */
export async function summarise(
  wanted: { from?: string | undefined; to?: string | undefined },
  context: SummaryContext,
): Promise<Summary> {
  const span = await spanOf(wanted, context);
  const before = { from: span.from - (span.to - span.from), to: span.from - 1 };
  const [now, earlier, counts, eventsBefore] = await Promise.all([
    totals(span, context.store),
    totals(before, context.store),
    events(span, context.lake),
    eventTotal(before, context.lake),
  ]);
  const compare = (name: keyof typeof now): { now: number; before: number } => ({
    now: now[name],
    before: earlier[name],
  });
  return {
    from: isoOf(span.from),
    to: isoOf(span.to),
    simulated: context.simulated,
    overview: {
      sequences: compare('sequences'),
      findings: compare('findings'),
      resources: compare('resources'),
      accounts: compare('accounts'),
      events: { now: sum(counts), before: eventsBefore },
    },
    ...(await widgets(span, now.findings, context)),
    days: await days(span, counts, context.lake),
    coverage: coverage(counts, context),
  };
}

async function widgets(span: Span, all: number, { store }: SummaryContext) {
  const [top, common, rare, accounts, resources] = await Promise.all([
    search(Search.parse({ from: isoOf(span.from), to: isoOf(span.to), limit: 8 }), store),
    byType(span, { limit: 5, direction: 'desc' }, store),
    byType(span, { limit: 5, direction: 'asc' }, store),
    ranked(span, ['account'], store),
    ranked(span, ['account', 'resource'], store),
  ]);
  return {
    top: top.findings,
    types: common.map((type) => ({ ...type, share: all === 0 ? 0 : type.count / all })),
    rare,
    accounts: accounts.map(({ account, ...rest }) => ({ account: account ?? '', ...rest })),
    resources: resources.map(({ account, resource, ...rest }) => ({
      account: account ?? '',
      resource: resource ?? '',
      ...rest,
    })),
  };
}

async function spanOf(
  wanted: { from?: string | undefined; to?: string | undefined },
  { lake, clock }: SummaryContext,
): Promise<Span> {
  const to = wanted.to === undefined ? await newest(lake, clock.now().getTime()) : Date.parse(wanted.to);
  return { from: wanted.from === undefined ? to - usualSpan : Date.parse(wanted.from), to };
}

async function newest(lake: Lake, now: number): Promise<number> {
  const last = await newestEvent(now + day, lake);
  return last === 0 || now - last < usualSpan ? now : last + 1;
}

async function days(span: Span, counts: readonly EventCounts[], lake: Lake): Promise<Summary['days']> {
  const rows = await lake.rows<{ day: string; severity: Level; count: string }>(
    `SELECT toString(toDate(time)) AS day, severity, toString(uniqExact(finding)) AS count FROM occurrences
     WHERE finding != '' AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time <= fromUnixTimestamp64Milli({to:Int64})
     GROUP BY day, severity`,
    { ...span },
  );
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
