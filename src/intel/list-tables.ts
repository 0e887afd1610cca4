import type { Kysely } from 'kysely';
import type { Text } from '#kernel';
import type { Migration, Store } from '#store';

/** A list of addresses and domains that somebody gave. Times are milliseconds since 1970 in UTC. */
export interface ListRow {
  id: string;
  account: string;
  region: string;
  /** What its owner calls lists of this sort: `ipset`. */
  sort: string;
  kind: string;
  name: string;
  format: string;
  location: string;
  bucket_owner: string;
  status: string;
  /** Why it could not be read; empty when it could. */
  problem: string;
  /** The same in Japanese. */
  problem_ja: string;
  /** Empty for lists that people gave of their own. */
  category: string;
  /** 1 while its content is looked into. */
  in_force: number;
  /** How many entries that content has. */
  entries: number;
  /** When its content was fetched last, and how often in a row that has failed since. */
  fetched_at: number;
  failures: number;
  /** Before then it is not fetched again, for its server said so; 0 where it said nothing. */
  retry_at: number;
  /** What its server calls the content in force, after where that was fetched; empty where it says nothing. */
  version: string;
  created_at: number;
  updated_at: number;
}

type ListTables = { intel_lists: ListRow };

export const listTables = ({ db }: Pick<Store, 'db'>): Kysely<ListTables> => db.withTables<ListTables>();

export const intelMigrations: readonly Migration[] = [
  {
    id: '450-intel-lists',
    async up(db) {
      const texts = 'account region sort kind name format location bucket_owner status problem';
      let table = db.schema.createTable('intel_lists').addColumn('id', 'text', (id) => id.primaryKey());
      for (const name of texts.split(' ')) table = table.addColumn(name, 'text', (column) => column.notNull());
      for (const name of ['in_force', 'entries', 'created_at', 'updated_at'])
        table = table.addColumn(name, 'bigint', (column) => column.notNull());
      await table.execute();
    },
  },
  {
    id: '451-intel-categories',
    async up(db) {
      await db.schema
        .alterTable('intel_lists')
        .addColumn('category', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    },
  },
  {
    id: '452-intel-feeds',
    async up(db) {
      for (const name of ['fetched_at', 'failures'])
        await db.schema
          .alterTable('intel_lists')
          .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
          .execute();
    },
  },
  {
    id: '453-intel-versions',
    async up(db) {
      await db.schema
        .alterTable('intel_lists')
        .addColumn('retry_at', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .alterTable('intel_lists')
        .addColumn('version', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    },
  },
  {
    id: '454-intel-problems-in-japanese',
    async up(db) {
      await db.schema
        .alterTable('intel_lists')
        .addColumn('problem_ja', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    },
  },
];

/** Why a list could not be read, in both languages; nothing for one that could. */
export const problemOf = ({ problem: en, problem_ja: ja }: Pick<ListRow, 'problem' | 'problem_ja'>): Text | undefined =>
  en === '' ? undefined : { en, ja: ja === '' ? en : ja };
