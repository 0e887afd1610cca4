import type { SortCriteria } from '@aws-sdk/client-guardduty';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Store } from '#store';
import { attributeKinds } from './attributes.ts';
import type { Condition } from './criteria.ts';
import { conditionSql, sortingOf, type Sorting } from './criteria-sql.ts';
import type { Scope } from './detectors.ts';
import { refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';
import { tablesOf } from './tables.ts';

/** Where a page ended: the value by which findings were sorted, and the id of the last one. */
export const Position = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()]);
export type Position = z.infer<typeof Position>;

/** All findings, with what is kept of them. */
export const everyFinding = (store: Store) =>
  tablesOf(store)
    .selectFrom('findings as f')
    .innerJoin('guardduty_findings as g', 'g.id', 'f.id')
    .leftJoin('guardduty_documents as d', 'd.id', 'f.id');

/** The findings that a detector sees and that fit all conditions, as a query to go on with. */
export function fitting(
  { region, account }: Pick<Scope, 'region' | 'account'>,
  conditions: readonly Condition[],
  store: Store,
) {
  let query = everyFinding(store).where('g.region', '=', region);
  if (account !== undefined) query = query.where('g.account', '=', account);
  for (const condition of conditions) query = query.where(conditionSql(condition, store.dialect));
  return query;
}

/** How findings are sorted: by the attribute asked for, or those that changed last first. */
export async function sorting(criteria: SortCriteria | undefined, store: Store): Promise<Sorting> {
  const name = criteria?.AttributeName ?? 'updatedAt';
  const kind = (await attributeKinds()).get(name.toLowerCase());
  if (kind === undefined)
    throw refused(`findings cannot be sorted by the attribute ${name.slice(0, 200)}, which they do not have`);
  const order = criteria?.OrderBy ?? (criteria?.AttributeName === undefined ? 'DESC' : 'ASC');
  const descending = oneOf('orderBy', ['ASC', 'DESC'], order) === 'DESC';
  return sortingOf({ attribute: name.toLowerCase(), kind, descending }, store.dialect);
}

/** A page of ids after a position; and the position where it ends, when there are more. */
export async function idsAfter(
  query: ReturnType<typeof fitting>,
  sorting: Sorting,
  page: { readonly after?: Position | undefined; readonly limit: number },
): Promise<{ ids: string[]; next: Position | undefined }> {
  const { value, descending, nullable } = sorting;
  const order = sql.raw(`${descending ? 'desc' : 'asc'}${nullable ? ' nulls last' : ''}`);
  const from = page.after === undefined ? query : query.where(follows(sorting, page.after));
  const rows = await from
    .select(['f.id as id', value.as('sorted')])
    .orderBy(sql`${value} ${order}`)
    .orderBy('f.id')
    .limit(page.limit + 1)
    .execute();
  const ids = rows.slice(0, page.limit).map(({ id }) => id);
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return { ids, next: last && Position.parse([last.sorted, last.id]) };
}

/** Rows after a position. The first comparison lets an index be entered there. */
function follows({ value, descending, nullable }: Sorting, [sorted, id]: Position): RawBuilder<boolean> {
  if (sorted === null) return sql<boolean>`(${value} is null and f.id > ${id})`;
  const [beyond, from] = [sql.raw(descending ? '<' : '>'), sql.raw(descending ? '<=' : '>=')];
  const after = sql<boolean>`(${value} ${from} ${sorted} and (${value} ${beyond} ${sorted} or f.id > ${id}))`;
  return nullable ? sql<boolean>`(${after} or ${value} is null)` : after;
}
