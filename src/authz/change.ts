import { randomInt } from 'node:crypto';
import type { Call } from '#aws';
import type { Difference } from './content.ts';
import type { AuthzContext } from './context.ts';
import { findItem, type Body } from './items.ts';
import { authzTables, type AuthzDb, type ItemKind, type ItemRow, type PolicyStoreRow } from './tables.ts';
import { nameTaken, notFound, type ResourceType } from './verified-permissions.ts';

/** A change to what is in a policy store, while its transaction runs. */
export interface Change {
  readonly db: AuthzDb;
  /** The policy store, locked, with its new revision. */
  readonly store: PolicyStoreRow;
  readonly now: number;
}

/**
 * Changes what is in a policy store: all of it or nothing, as one revision. When it returns, the change is on the disk
 * and the next decision knows it. Throws `ResourceNotFoundException` when the store is gone meanwhile.
 */
export async function change<Result>(
  { id }: Pick<PolicyStoreRow, 'id'>,
  { operation, call }: { readonly operation: string; readonly call: Call },
  { store: { db }, clock, authz }: AuthzContext,
  work: (change: Change) => Promise<Result>,
): Promise<Result> {
  const now = clock.now().getTime();
  const result = await db.transaction().execute(async (transaction) => {
    const tables = authzTables({ db: transaction });
    const store = await tables
      .updateTable('authz_stores')
      .set((row) => ({ revision: row('revision', '+', 1) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    if (store === undefined) throw notFound('POLICY_STORE', id);
    await tables
      .insertInto('authz_revisions')
      .values({ store: id, number: store.revision, at: now, by: call.caller.arn, operation })
      .execute();
    return work({ db: tables, store, now });
  });
  authz.ready.changed();
  return result;
}

/** A new item, or a new version of one. Throws `ConflictException` when another has its name. */
export async function put<Kind extends ItemKind>(
  kind: Kind,
  item: { readonly id: string; readonly name: string; readonly body: Body<Kind> },
  change: Change,
): Promise<ItemRow> {
  const { db, store, now } = change;
  if (item.name !== '') await refuseNameOfAnother(kind, item, change);
  const before = await end(kind, item.id, change);
  const row: ItemRow = {
    store: store.id,
    kind,
    id: item.id,
    name: item.name,
    body: JSON.stringify(item.body),
    created_revision: before?.created_revision ?? store.revision,
    from_revision: store.revision,
    to_revision: 0,
    created_at: before?.created_at ?? now,
    updated_at: now,
  };
  await db.insertInto('authz_items').values(row).execute();
  return row;
}

/**
 * Puts items in place of others, each with what it was before and is afterwards: as `put` and `end`, for many at once.
 * Nobody else may have changed the store since what was before was read, nor the same change.
 */
export async function replaceItems(items: readonly Difference[], { db, store, now }: Change): Promise<void> {
  const ended = items.flatMap(({ before }) => (before === undefined ? [] : [before]));
  for (const kind of new Set(ended.map((row) => row.kind)))
    await db
      .updateTable('authz_items')
      .set({ to_revision: store.revision })
      .where('store', '=', store.id)
      .where('kind', '=', kind)
      .where(
        'id',
        'in',
        ended.filter((row) => row.kind === kind).map(({ id }) => id),
      )
      .where('to_revision', '=', 0)
      .execute();
  const fresh = { store: store.id, from_revision: store.revision, to_revision: 0, updated_at: now };
  const begun = items.flatMap(({ before, after }) => {
    if (after === undefined) return [];
    const { created_revision, created_at } = before ?? { created_revision: store.revision, created_at: now };
    return [{ ...after, ...fresh, created_revision, created_at }];
  });
  if (begun.length > 0) await db.insertInto('authz_items').values(begun).execute();
}

/** Ends an item; nothing where there is none. What it was remains for the time before. */
export async function end(kind: ItemKind, id: string, { db, store }: Change): Promise<ItemRow | undefined> {
  const current = db
    .updateTable('authz_items')
    .set({ to_revision: store.revision })
    .where('store', '=', store.id)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('to_revision', '=', 0);
  const row = await current.returningAll().executeTakeFirst();
  if (row?.from_revision === store.revision) await neverWas(row, db); // made in this very change
  return row;
}

const neverWas = (row: ItemRow, db: AuthzDb): Promise<unknown> =>
  db
    .deleteFrom('authz_items')
    .where('store', '=', row.store)
    .where('kind', '=', row.kind)
    .where('id', '=', row.id)
    .where('from_revision', '=', row.from_revision)
    .execute();

export const resourceTypes: Readonly<Record<ItemKind, ResourceType>> = {
  policy: 'POLICY',
  template: 'POLICY_TEMPLATE',
  schema: 'SCHEMA',
  'identity-source': 'IDENTITY_SOURCE',
};

async function refuseNameOfAnother(
  kind: ItemKind,
  { id, name }: { readonly id: string; readonly name: string },
  { db, store }: Change,
): Promise<void> {
  const known = await findItem(kind, { store: store.id, reference: name }, db);
  if (known !== undefined && known.id !== id) throw nameTaken(name, resourceTypes[kind], known.id);
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 22 letters and digits, as the service's own ids have. */
export const newId = (): string => Array.from({ length: 22 }, () => letters[randomInt(letters.length)]).join('');
