import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration, Store } from '#store';

/** A policy store. Times are milliseconds since 1970. */
export interface PolicyStoreRow {
  id: string;
  account: string;
  description: string;
  mode: string;
  deletion_protection: string;
  /** What was asked for, as JSON; Yagura encrypts nothing by itself. Empty for the default. */
  encryption: string;
  /** As JSON. */
  tags: string;
  /** Of the last change to what is in it; 0 before the first. */
  revision: number;
  created_at: number;
  updated_at: number;
}

export type ItemKind = 'policy' | 'template' | 'schema' | 'identity-source';

/**
 * What is in a policy store, in every version that it has had: each holds from one revision until another, so that the
 * store can be read as it was. `to_revision` is 0 for what holds now.
 */
export interface ItemRow {
  store: string;
  kind: ItemKind;
  id: string;
  /** `name/x`, or nothing. */
  name: string;
  /** As JSON, see `items.ts`. */
  body: string;
  /** When it was made: the order of listings and decisions. */
  created_revision: number;
  from_revision: number;
  to_revision: number;
  created_at: number;
  updated_at: number;
}

/** One change to what is in a policy store; what changed are the items that begin or end with it. */
export interface RevisionRow {
  store: string;
  number: number;
  at: number;
  by: string;
  /** The operation that made it. */
  operation: string;
}

/** Another name of a policy store, `policy-store-alias/x`; also once it was deleted and its name is not free yet. */
export interface AliasRow {
  account: string;
  name: string;
  store: string;
  state: string;
  created_at: number;
}

/** What a token of a client was answered, so that asking again changes nothing. */
export interface ClientTokenRow {
  account: string;
  operation: string;
  token: string;
  /** Of the input, without the token. */
  digest: string;
  /** As JSON. */
  answer: string;
  at: number;
}

/** How a policy store is watched while it decides; see `store-settings.ts`. No row where nothing was set. */
interface SettingsRow {
  store: string;
  /** As JSON. */
  body: string;
}

type AuthzTables = {
  authz_settings: SettingsRow;
  authz_stores: PolicyStoreRow;
  authz_items: ItemRow;
  authz_revisions: RevisionRow;
  authz_aliases: AliasRow;
  authz_client_tokens: ClientTokenRow;
};
export type AuthzDb = Kysely<AuthzTables>;

export const authzTables = ({ db }: Pick<Store, 'db'>): AuthzDb => db.withTables<AuthzTables>();

/** A table by its columns: those that make its key, other texts, small numbers, and times and counts. */
interface Columns {
  readonly key: readonly string[];
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

const tables: Readonly<Record<string, Columns>> = {
  authz_stores: {
    key: ['id'],
    texts: ['account', 'description', 'mode', 'deletion_protection', 'encryption', 'tags'],
    numbers: ['revision', 'created_at', 'updated_at'],
  },
  authz_items: {
    key: ['store', 'kind', 'id', 'from_revision'],
    texts: ['name', 'body'],
    numbers: ['created_revision', 'to_revision', 'created_at', 'updated_at'],
  },
  authz_revisions: { key: ['store', 'number'], texts: ['by', 'operation'], numbers: ['at'] },
  authz_aliases: { key: ['account', 'name'], texts: ['store', 'state'], numbers: ['created_at'] },
  authz_client_tokens: { key: ['account', 'operation', 'token'], texts: ['digest', 'answer'], numbers: ['at'] },
};

const numeric = new Set(['from_revision', 'number']);

export const authzMigrations: readonly Migration[] = [
  {
    id: '500-authz',
    async up(db) {
      for (const [name, columns] of Object.entries(tables)) await create(db, name, columns);
      await createIndexes(db, indexes);
    },
  },
  {
    id: '501-authz-settings',
    up: (db) => create(db, 'authz_settings', { key: ['store'], texts: ['body'], numbers: [] }),
  },
  {
    // Asked for one item by its id or name, SQLite would go through all that the store holds of the kind.
    id: '502-authz-items-found',
    async up(db) {
      await createIndexes(db, [
        ['authz_items', 'store', 'kind', 'id', 'to_revision'],
        ['authz_items', 'store', 'kind', 'name', 'to_revision'],
        ['authz_items', 'store', 'from_revision'],
      ]);
      await db.schema.dropIndex('authz_items_store_kind_name').ifExists().execute();
    },
  },
];

type Index = readonly [table: string, ...columns: string[]];

const indexes: readonly Index[] = [
  ['authz_items', 'store', 'to_revision', 'kind', 'created_revision'],
  ['authz_items', 'store', 'kind', 'name'],
  ['authz_stores', 'account', 'created_at'],
  ['authz_aliases', 'store'],
  ['authz_client_tokens', 'at'],
];

async function createIndexes(db: Kysely<unknown>, list: readonly Index[]): Promise<void> {
  for (const [table, ...columns] of list)
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .ifNotExists()
      .on(table)
      .columns(columns)
      .execute();
}

async function create(db: Kysely<unknown>, name: string, { key, texts, numbers }: Columns): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name).ifNotExists();
  for (const column of [...key, ...texts, ...numbers]) {
    const type = numeric.has(column) || numbers.includes(column) ? 'bigint' : 'text';
    table = table.addColumn(column, type, (made) => made.notNull());
  }
  await table.addPrimaryKeyConstraint(`${name}_key`, [...key]).execute();
}
