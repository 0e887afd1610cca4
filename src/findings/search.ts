import type { SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import { Level } from '#attack';
import type { Store } from '#store';
import { Condition, conditionSql } from './conditions.ts';
import { Finding, Time } from './finding.ts';
import { findingOf } from './row.ts';
import { rowWithId } from './rows-by-id.ts';
import type { FindingTables } from './tables.ts';

const orders = {
  severity: 'severity_rank',
  lastSeen: 'last_seen',
  firstSeen: 'first_seen',
  createdAt: 'created_at',
  count: 'count',
} as const;

/** Which findings are meant; everything left out does not restrict. */
export const Restriction = z.strictObject({
  severity: z.array(Level).max(5).optional(),
  type: z.string().max(200).optional(),
  account: z.string().max(64).optional(),
  region: z.string().max(64).optional(),
  principal: z.string().max(2048).optional(),
  resource: z.string().max(2048).optional(),
  rule: z.string().max(200).optional(),
  text: z.string().max(200).optional().describe('Part of title, type, principal or resource'),
  where: z.array(Condition).max(50).optional().describe('Restrictions that all hold'),
  archived: z.boolean().or(z.literal('any')).default(false),
  from: Time.optional(),
  to: Time.optional(),
  known: Time.optional().describe('Only what was known by then: a list that is being read does not move'),
});
export type Restriction = z.output<typeof Restriction>;

/** In which order findings are listed. Findings that are alike in it follow by when they were last seen, and their id. */
export const Order = z.strictObject({
  sort: z.enum(['severity', 'lastSeen', 'firstSeen', 'createdAt', 'count']).default('severity'),
  descending: z.boolean().default(true),
});
export type Order = z.output<typeof Order>;

/** What a list of findings is asked for. */
export const Search = z.strictObject({
  ...Restriction.shape,
  ...Order.shape,
  limit: z.number().int().min(1).max(500).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'Pass the `next` of the page before.')
    .optional()
    .describe('How many findings come before the page'),
});
export type Search = z.input<typeof Search>;

export const SearchResult = z.strictObject({
  findings: z.array(Finding),
  total: z.number().int(),
  next: z.string().optional().describe('Cursor of the page after this one'),
  known: Time.optional().describe('Pass it with the following pages: what became known in between moves none of them'),
});
export type SearchResult = z.infer<typeof SearchResult>;

/** Findings that fit, one page of them. */
export async function search(wanted: z.output<typeof Search>, store: Store): Promise<SearchResult> {
  const count = restrict(wanted, store).select((select) => select.fn.countAll<number>().as('total'));
  const [findings, counted] = await Promise.all([page(wanted, store), count.executeTakeFirstOrThrow()]);
  const total = Number(counted.total);
  const end = Number(wanted.cursor ?? 0) + findings.length;
  return { findings, total, ...(end < total ? { next: String(end) } : {}) };
}

/** One page of the findings that fit, and not how many there are. */
export async function page(wanted: z.output<typeof Search>, store: Store): Promise<Finding[]> {
  // The ids first: an index tells them in their order, and only the findings of the page are read.
  const ids = ordered(restrict(wanted, store).select('id'), wanted)
    .limit(wanted.limit)
    .offset(Number(wanted.cursor ?? 0));
  const all = store.db.withTables<FindingTables>().selectFrom('findings').selectAll();
  const rows = await ordered(all.where('id', 'in', ids), wanted).execute();
  return rows.map(findingOf);
}

/**
 * By when all is known that there is: `now`, or later where findings were made before somebody set the clock back. They
 * would be missing until the clock comes to that time again.
 */
export async function knownBy(now: Date, store: Store): Promise<string> {
  const row = await store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select(({ fn }) => fn.max('created_at').as('latest'))
    .executeTakeFirst();
  return new Date(Math.max(now.getTime(), Number(row?.latest ?? 0))).toISOString();
}

const ordered = <Output>(query: SelectQueryBuilder<FindingTables, 'findings', Output>, wanted: Order) =>
  query
    .orderBy(orderColumn(wanted), wanted.descending ? 'desc' : 'asc')
    .orderBy('last_seen', 'desc')
    .orderBy('id');

/** The column that a list is ordered by. */
export const orderColumn = ({ sort }: Pick<Order, 'sort'>) => orders[sort];

/** The findings that fit a restriction, as a query to go on with. */
export function restrict(wanted: Restriction, store: Store) {
  let query = store.db.withTables<FindingTables>().selectFrom('findings');
  if (wanted.archived !== 'any') query = query.where('archived', '=', wanted.archived ? 1 : 0);
  for (const condition of conditionsOf(wanted)) query = query.where(conditionSql(condition));
  return query;
}

/** Everything that is asked of single properties, in one form. */
function conditionsOf(wanted: Restriction): Condition[] {
  const { text, severity, from, to, known, where = [] } = wanted;
  const same = (['type', 'account', 'region', 'principal', 'resource', 'rule'] as const).map((property) =>
    condition(property, '=', wanted[property]),
  );
  return [
    ...same,
    condition('text', ':', text),
    condition('severity', '=', severity),
    condition('lastSeen', '>=', from),
    condition('firstSeen', '<=', to),
    condition('createdAt', '<=', known),
    where,
  ].flat();
}

/** Nothing is asked by a value that was left out or is empty. */
function condition(
  property: Condition['property'],
  operator: Condition['operator'],
  given: string | readonly string[] | undefined,
): Condition[] {
  const values = [given ?? []].flat().filter((value) => value !== '');
  return values.length === 0 ? [] : [{ property, operator, values }];
}

/** One finding by its id. */
export async function findingById(id: string, store: Store): Promise<Finding | undefined> {
  const row = await rowWithId(id, store);
  return row && findingOf(row);
}
