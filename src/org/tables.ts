import type { Kysely } from 'kysely';
import type { Migration, Store } from '#store';

/** Somebody who uses Yagura. `account` is empty for those of Yagura's own account; `disabled` is 0 or 1. */
export interface PersonRow {
  name: string;
  role: string;
  account: string;
  disabled: number;
  created_at: number;
}

/** An AWS account that Yagura knows by name. */
export interface AccountRow {
  id: string;
  name: string;
  alias: string;
  created_at: number;
}

/**
 * An access key, long-lived (AKIA) or temporary (ASIA). Times are milliseconds since 1970.
 * `person` is whose it is, or who began the chain of sessions that led to it; `role` is empty while one acts as that
 * person. `root` is the long-lived key at the beginning of the chain, `parent` the key that asked for this one.
 */
export interface AccessKeyRow {
  id: string;
  person: string;
  role: string;
  account: string;
  session: string;
  source_identity: string;
  /** The secret and, of a temporary key, the session token, sealed; empty once it was revoked. */
  sealed: string;
  parent: string;
  root: string;
  language: string;
  created_by: string;
  created_at: number;
  /** 0 for never. */
  expires_at: number;
  /** 0 while it is active. */
  revoked_at: number;
  /** 0 while it has not been used. */
  used_at: number;
}

/** A Cedar file that overrides the shipped one of its name, or stands beside the shipped ones. */
export interface PolicyRow {
  name: string;
  text: string;
  changed_by: string;
  changed_at: number;
}

type OrgTables = {
  people: PersonRow;
  accounts: AccountRow;
  access_keys: AccessKeyRow;
  org_policies: PolicyRow;
  org_revision: { id: number; value: number };
};

/** The tables of people, accounts, keys and policies. INVARIANT: a secret is kept sealed or as its hash. */
export const orgTables = (store: Pick<Store, 'db'>) => store.db.withTables<OrgTables>();

export type OrgDb = ReturnType<typeof orgTables>;

/** Handed to `store.migrate` together with those of the other rooms. */
export const orgMigrations: readonly Migration[] = [
  {
    id: '001-web-people', // people came with the first page
    up: async (db) => {
      await db.schema
        .createTable('people')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '300-org-people',
    up: async (db) => {
      const people = db.schema.alterTable('people');
      await people.addColumn('account', 'text', (column) => column.notNull().defaultTo('')).execute();
      await people.addColumn('disabled', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    },
  },
  { id: '301-org-accounts', up: (db) => create(db, 'accounts', texts('id name alias'), times('created_at')) },
  {
    id: '302-org-access-keys',
    up: async (db) => {
      const text = 'id person role account session source_identity sealed parent root language created_by';
      await create(db, 'access_keys', texts(text), times('created_at expires_at revoked_at used_at'));
      for (const name of ['person', 'root', 'parent', 'expires_at'])
        await db.schema.createIndex(`access_keys_${name}`).on('access_keys').column(name).execute();
    },
  },
  {
    id: '303-org-policies',
    up: (db) => create(db, 'org_policies', texts('name text changed_by'), times('changed_at')),
  },
  {
    id: '304-org-revision',
    up: async (db) => {
      await db.schema
        .createTable('org_revision')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('value', 'bigint', (column) => column.notNull())
        .execute();
      await orgTables({ db }).insertInto('org_revision').values({ id: 1, value: 1 }).execute();
    },
  },
];

type Columns = readonly { readonly name: string; readonly type: 'text' | 'bigint' }[];
const texts = (names: string): Columns => names.split(' ').map((name) => ({ name, type: 'text' }));
const times = (names: string): Columns => names.split(' ').map((name) => ({ name, type: 'bigint' }));

/** Makes a table; its first column is the key. */
async function create(db: Kysely<unknown>, name: string, ...columns: readonly Columns[]): Promise<void> {
  let table = db.schema.createTable(name);
  for (const [at, column] of columns.flat().entries())
    table = table.addColumn(column.name, column.type, (made) => (at === 0 ? made.primaryKey() : made.notNull()));
  await table.execute();
}
