import { sql } from '#store';
import { othersAreAnswered } from './engine/slices.ts';
import { itemOf } from './items.ts';
import type { AuthzDb, ItemKind, ItemRow } from './tables.ts';
import { invalid, notFound } from './verified-permissions.ts';

/** What is in a policy store at one moment, by kind and id, in the order in which it was made. */
export type Content = ReadonlyMap<string, ItemRow>;

export const contentKey = ({ kind, id }: Pick<ItemRow, 'kind' | 'id'>): string => `${kind} ${id}`;

/** What was in a policy store once a revision was made; revision 0 is the empty store. Large ones are read in pieces. */
export async function contentAt(store: string, revision: number, db: AuthzDb): Promise<Content> {
  const rows: ItemRow[] = [];
  for (let last: ItemRow | undefined; ; await othersAreAnswered()) {
    const { kind, id } = last ?? { kind: '', id: '' };
    const some = await db
      .selectFrom('authz_items')
      .selectAll()
      .where('store', '=', store)
      .where('from_revision', '<=', revision)
      .where((where) => where.or([where('to_revision', '=', 0), where('to_revision', '>', revision)]))
      .where(sql<boolean>`(kind, id) > (${kind}, ${id})`)
      .orderBy('kind')
      .orderBy('id')
      .limit(piece)
      .execute();
    for (const row of some) rows.push(row);
    last = some.at(-1);
    if (some.length < piece) return new Map(rows.toSorted(asMade).map((row) => [contentKey(row), row]));
  }
}

/** Rows that are read at one go. */
const piece = 1_000;

const asMade = (one: ItemRow, other: ItemRow): number =>
  one.created_revision - other.created_revision || (one.id < other.id ? -1 : 1);

/** A moment of a policy store: a revision, or what held at a time. */
export interface Moment {
  readonly revision?: number | undefined;
  /** ISO 8601. */
  readonly at?: string | undefined;
}

/** The revision of a moment; the present one where nothing is said. Throws `ResourceNotFoundException`. */
export async function revisionOf(
  { id, revision: now }: { readonly id: string; readonly revision: number },
  { revision, at }: Moment,
  db: AuthzDb,
): Promise<number> {
  if (revision !== undefined && at !== undefined)
    throw invalid('at', {
      en: 'give either a revision or a time',
      ja: 'リビジョンと時刻はどちらか一方だけを指定してください',
    });
  if (revision !== undefined) {
    if (revision <= now) return revision;
    throw notFound('POLICY_STORE', `${id}, revision ${revision}`);
  }
  if (at === undefined) return now;
  const { found } = await db
    .selectFrom('authz_revisions')
    .select((select) => select.fn.max('number').as('found'))
    .where('store', '=', id)
    .where('at', '<=', Date.parse(at))
    .executeTakeFirstOrThrow();
  return Number(found ?? 0);
}

/** What is in one content and not, or otherwise, in another. */
export interface Difference {
  readonly kind: ItemKind;
  readonly id: string;
  readonly before: ItemRow | undefined;
  readonly after: ItemRow | undefined;
}

/** What stands in one content and not the other, or otherwise: `before` is absent for what is new, `after` for what is gone. */
export function differences(before: Content, after: Content): Difference[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [old, fresh] = [before.get(key), after.get(key)];
    const item = old ?? fresh;
    if (item === undefined || (old?.body === fresh?.body && old?.name === fresh?.name)) return [];
    return [{ kind: item.kind, id: item.id, before: old, after: fresh }];
  });
}

/** What people compare of an item: the statement, the schema; of others what they say, as JSON. */
export function textOf(row: ItemRow): string {
  if (row.kind === 'template') return itemOf('template', row).body.statement;
  if (row.kind === 'schema') return itemOf('schema', row).body.cedarJson;
  if (row.kind === 'identity-source') return JSON.stringify(itemOf('identity-source', row).body, null, 2);
  const { body } = itemOf('policy', row);
  if (body.type === 'STATIC') return body.statement;
  const { policyTemplateId, principal, resource } = body;
  return JSON.stringify({ policyTemplateId, principal, resource }, null, 2);
}
