import { sql } from 'kysely';
import { levels, type Level } from '#attack';
import type { Text } from '#kernel';
import type { Store } from '#store';
import { isoOf } from './row.ts';
import type { FindingTables } from './tables.ts';

/** A span of time, both ends within it; milliseconds since 1970 in UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How many findings, resources and accounts a span holds. Findings that were archived are left out. */
export async function totals(
  span: Span,
  store: Store,
): Promise<Record<'sequences' | 'findings' | 'resources' | 'accounts', number>> {
  const row = await within(span, store)
    .select([
      sql<number>`count(*)`.as('findings'),
      sql<number>`count(distinct account)`.as('accounts'),
      sql<number>`count(distinct case when resource <> '' then account || ' ' || resource end)`.as('resources'),
      sql<number>`sum(case when type like 'AttackSequence:%' then 1 else 0 end)`.as('sequences'),
    ])
    .executeTakeFirstOrThrow();
  return {
    findings: Number(row.findings),
    accounts: Number(row.accounts),
    resources: Number(row.resources),
    sequences: Number(row.sequences ?? 0),
  };
}

/** Finding types by how many findings they have. */
export async function byType(span: Span, order: { limit: number; direction: 'asc' | 'desc' }, store: Store) {
  const rows = await within(span, store)
    .select(['type', ...measures, sql<string>`max(title_en)`.as('en'), sql<string>`max(title_ja)`.as('ja')])
    .groupBy('type')
    .orderBy('findings', order.direction)
    .orderBy('type')
    .limit(order.limit)
    .execute();
  return rows.map((row) => ({
    type: row.type,
    title: { en: row.en, ja: row.ja } satisfies Text,
    ...measured(row),
  }));
}

/** The ten accounts, or resources, with most findings. */
export async function ranked(span: Span, by: readonly ('account' | 'resource')[], store: Store) {
  const groups = within(span, store)
    .select([...by, ...measures])
    .where(by.includes('resource') ? sql<boolean>`resource <> ''` : sql<boolean>`account <> ''`)
    .groupBy(by)
    .orderBy('worst', 'desc')
    .orderBy('findings', 'desc')
    .orderBy('last', 'desc');
  // Equals in the order of their names, so that it is the same at every look.
  const rows = await by
    .reduce((query, name) => query.orderBy(name), groups)
    .limit(10)
    .execute();
  return rows.map((row) => ({ account: row.account, resource: row.resource, ...measured(row) }));
}

/** What is measured of a group of findings. */
export const measures = [
  sql<number>`count(*)`.as('findings'),
  sql<number>`max(last_seen)`.as('last'),
  sql<number>`max(severity_rank)`.as('worst'),
] as const;

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

const within = (span: Span, store: Store) =>
  store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .where('archived', '=', 0)
    .where('last_seen', '>=', span.from)
    .where('first_seen', '<=', span.to);
