import type { Migration, Store } from '#store';

/** Times are milliseconds since 1970 in UTC. A rule that has no switch is on; an application is one that is not over. */
type DetectTables = {
  rule_switches: { rule: string; by: string; at: number };
  written_rules: { id: string; text: string; by: string; at: number };
  rule_applications: { rule: string; at: number };
};

/** The rules that somebody switched off, those that were written on the page, and those being applied to the past. */
export const detectTables = (store: Store) => store.db.withTables<DetectTables>();

export const detectMigrations: readonly Migration[] = [
  {
    id: '300-detect-switches',
    async up(db) {
      await db.schema
        .createTable('rule_switches')
        .addColumn('rule', 'text', (column) => column.primaryKey())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '301-detect-written-rules',
    async up(db) {
      await db.schema
        .createTable('written_rules')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '302-detect-applications',
    async up(db) {
      await db.schema
        .createTable('rule_applications')
        .addColumn('rule', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
];
