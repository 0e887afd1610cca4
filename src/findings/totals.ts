import type { RawBuilder, SqlBool } from 'kysely';
import { levels, type Level } from '#attack';
import { sql, type Store } from '#store';
import { isoOf } from './row.ts';
import type { FindingTables } from './tables.ts';

/** A span of time, both ends within it; milliseconds since 1970 in UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A span and the one before it, with which it is compared. */
export interface Spans {
  readonly now: Span;
  readonly before: Span;
}

/** How many findings each type has in both spans; when one of the first span was last seen, and how bad the worst is. */
export const typesWithin = (spans: Spans, store: Store) =>
  within(spans, store)
    .select(['type', countIn(spans.now).as('now'), countIn(spans.before).as('before')])
    .select([
      sql<number | null>`max(case when ${inside(spans.now)} then last_seen end)`.as('last'),
      sql<number | null>`max(case when ${inside(spans.now)} then severity_rank end)`.as('worst'),
    ])
    .groupBy('type')
    .execute();

/** How many resources and accounts have findings in both spans. */
export async function placesWithin(
  spans: Spans,
  store: Store,
): Promise<Record<'resources' | 'accounts', { now: number; before: number }>> {
  const places = within(spans, store)
    .select(['account', 'resource', countIn(spans.now).as('now'), countIn(spans.before).as('before')])
    .groupBy(['account', 'resource']);
  const { resourcesNow, resourcesBefore, accountsNow, accountsBefore } = await store.db
    .selectFrom(places.as('places'))
    .select([
      sql<number>`count(case when "now" > 0 and resource <> '' then 1 end)`.as('resourcesNow'),
      sql<number>`count(case when "before" > 0 and resource <> '' then 1 end)`.as('resourcesBefore'),
      sql<number>`count(distinct case when "now" > 0 then account end)`.as('accountsNow'),
      sql<number>`count(distinct case when "before" > 0 then account end)`.as('accountsBefore'),
    ])
    .executeTakeFirstOrThrow();
  return {
    resources: { now: Number(resourcesNow), before: Number(resourcesBefore) },
    accounts: { now: Number(accountsNow), before: Number(accountsBefore) },
  };
}

/** What is measured of a group of findings. */
export const measures = () =>
  [
    sql<number>`count(*)`.as('findings'),
    sql<number>`max(last_seen)`.as('last'),
    sql<number>`max(severity_rank)`.as('worst'),
  ] as const;

/** The figures of a group of findings as they are told: how many, when the last was seen (ISO 8601), and the worst level. */
export function measured(row: { findings: number; last: number; worst: number }): {
  count: number;
  lastSeen: string;
  severity: Level;
} {
  return {
    count: Number(row.findings),
    lastSeen: isoOf(row.last),
    severity: levels[Number(row.worst)] ?? 'informational',
  };
}

/** Findings of either span that were not archived. INVARIANT: what is asked of them stands in an index (tables.ts). */
const within = ({ now, before }: Spans, store: Store) =>
  store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .where('archived', '=', 0)
    .where(sql<SqlBool>`(${inside(now)} or ${inside(before)})`);

const inside = ({ from, to }: Span): RawBuilder<SqlBool> => sql<SqlBool>`last_seen >= ${from} and first_seen <= ${to}`;

const countIn = (span: Span): RawBuilder<number> => sql<number>`count(case when ${inside(span)} then 1 end)`;
