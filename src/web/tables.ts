import type { Migration, Store } from '#store';

/** Times are milliseconds since 1970. */
type WebTables = {
  sessions: {
    hash: string;
    person: string;
    created_at: number;
    expires_at: number;
    /** How the person signed in: `link`, `password`, `passkey`, `oidc`; empty for sessions older than this column. */
    method: string;
    address: string;
    agent: string;
    /** Last call, to the minute; 0 before the first. */
    seen_at: number;
  };
  passwords: { person: string; hash: string; changed_at: number };
  passkeys: {
    id: string;
    person: string;
    name: string;
    public_key: string;
    counter: number;
    created_at: number;
    used_at: number;
  };
  sign_in_challenges: { hash: string; purpose: string; person: string; expires_at: number };
  sign_in_links: { hash: string; person: string; expires_at: number };
  push_tokens: { hash: string; name: string; created_by: string; created_at: number; used_at: number | null };
  preferences: { person: string; name: string; value: string };
};

/** The tables of what lets people in; the people are those of org. INVARIANT: a secret is kept as its hash alone. */
export const webTables = (store: Store) => store.db.withTables<WebTables>();

/** Handed to `store.migrate` together with those of the other rooms. */
export const webMigrations: readonly Migration[] = [
  {
    id: '002-web-sessions',
    up: async (db) => {
      await db.schema
        .createTable('sessions')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '003-web-sign-in-links',
    up: async (db) => {
      await db.schema
        .createTable('sign_in_links')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '004-web-push-tokens',
    up: async (db) => {
      await db.schema
        .createTable('push_tokens')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('used_at', 'bigint')
        .execute();
    },
  },
  {
    id: '005-web-preferences',
    up: async (db) => {
      await db.schema
        .createTable('preferences')
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('preferences_key', ['person', 'name'])
        .execute();
    },
  },
  {
    id: '006-web-session-details',
    up: async (db) => {
      for (const name of ['method', 'address', 'agent'])
        await db.schema
          .alterTable('sessions')
          .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
          .execute();
      await db.schema
        .alterTable('sessions')
        .addColumn('seen_at', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  {
    id: '007-web-passwords',
    up: async (db) => {
      await db.schema
        .createTable('passwords')
        .addColumn('person', 'text', (column) => column.primaryKey())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '008-web-passkeys',
    up: async (db) => {
      let table = db.schema.createTable('passkeys').addColumn('id', 'text', (column) => column.primaryKey());
      for (const name of ['person', 'name', 'public_key'])
        table = table.addColumn(name, 'text', (column) => column.notNull());
      for (const name of ['counter', 'created_at', 'used_at'])
        table = table.addColumn(name, 'bigint', (column) => column.notNull());
      await table.execute();
      await db.schema.createIndex('passkeys_person').on('passkeys').column('person').execute();
    },
  },
  {
    id: '009-web-sign-in-challenges',
    up: async (db) => {
      await db.schema
        .createTable('sign_in_challenges')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('purpose', 'text', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
];
