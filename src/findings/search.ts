import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { Level } from '#attack';
import type { Store } from '#store';
import { Finding, Time } from './finding.ts';
import { findingOf } from './row.ts';
import type { FindingRow, FindingTables } from './tables.ts';

const columnOf = { severity: 'severity_rank', lastSeen: 'last_seen', firstSeen: 'first_seen', count: 'count' } as const;

/** What a list of findings is asked for; everything left out does not restrict. */
export const Search = z.strictObject({
  severity: z.array(Level).max(5).optional(),
  type: z.string().max(200).optional(),
  account: z.string().max(64).optional(),
  region: z.string().max(64).optional(),
  principal: z.string().max(2048).optional(),
  resource: z.string().max(2048).optional(),
  rule: z.string().max(200).optional(),
  text: z.string().max(200).optional().describe('Part of title, type, principal or resource'),
  archived: z.boolean().default(false),
  from: Time.optional(),
  to: Time.optional(),
  sort: z.enum(['severity', 'lastSeen', 'firstSeen', 'count']).default('severity'),
  descending: z.boolean().default(true),
  limit: z.number().int().min(1).max(500).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'Pass the `next` of the page before.')
    .optional(),
});
export type Search = z.input<typeof Search>;

export const SearchResult = z.strictObject({
  findings: z.array(Finding),
  total: z.number().int(),
  next: z.string().optional().describe('Cursor of the page after this one'),
});
export type SearchResult = z.infer<typeof SearchResult>;

/** Findings that fit, one page of them. */
export async function search(wanted: z.output<typeof Search>, store: Store): Promise<SearchResult> {
  const fitting = restrict(wanted, store);
  const offset = Number(wanted.cursor ?? 0);
  const direction = wanted.descending ? 'desc' : 'asc';
  const [page, counted] = await Promise.all([
    fitting
      .selectAll()
      .orderBy(columnOf[wanted.sort], direction)
      .orderBy('last_seen', 'desc')
      .orderBy('id')
      .limit(wanted.limit)
      .offset(offset)
      .execute(),
    fitting.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const total = Number(counted.total);
  const end = offset + page.length;
  return { findings: page.map(findingOf), total, ...(end < total ? { next: String(end) } : {}) };
}

function restrict(wanted: z.output<typeof Search>, store: Store) {
  const archived = wanted.archived ? 1 : 0;
  let query = store.db.withTables<FindingTables>().selectFrom('findings').where('archived', '=', archived);
  for (const name of ['type', 'account', 'region', 'principal', 'resource', 'rule'] as const) {
    if (wanted[name]) query = query.where(name, '=', wanted[name]);
  }
  if (wanted.severity?.length) query = query.where('severity', 'in', wanted.severity);
  if (wanted.from) query = query.where('last_seen', '>=', Date.parse(wanted.from));
  if (wanted.to) query = query.where('first_seen', '<=', Date.parse(wanted.to));
  if (wanted.text) query = query.where(holding(wanted.text));
  return query;
}

const textual: readonly (keyof FindingRow)[] = ['title_en', 'title_ja', 'type', 'principal', 'resource', 'account'];

/** Any of the textual columns holds the text, in either case; what the reader writes means itself. */
function holding(text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.toLowerCase().replaceAll(/[%_!]/g, '!$&')}%`;
  const conditions = textual.map((name) => sql`lower(${sql.ref(name)}) like ${pattern} escape '!'`);
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

/** One finding by its id. */
export async function findingById(id: string, store: Store): Promise<Finding | undefined> {
  const row = await store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && findingOf(row);
}
