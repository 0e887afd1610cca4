import { sql, type Migration } from '#store';

/** How the store came to hold findings as `FindingTables` says, step by step. */
export const findingMigrations: readonly Migration[] = [
  {
    id: '100-findings',
    async up(db) {
      const whole = ['severity_rank', 'count', 'archived'];
      const times = ['first_seen', 'last_seen', 'updated_at'];
      const texts = 'rule type title_en title_ja severity account region source principal resource tactics techniques';
      let table = db.schema
        .createTable('findings')
        .ifNotExists()
        .addColumn('id', 'text', (id) => id.primaryKey());
      for (const name of texts.split(' ')) table = table.addColumn(name, 'text', (column) => column.notNull());
      for (const name of whole) table = table.addColumn(name, 'integer', (column) => column.notNull());
      for (const name of times) table = table.addColumn(name, 'bigint', (column) => column.notNull());
      await table.execute();
      for (const name of ['last_seen', 'severity_rank', 'type', 'account']) {
        await db.schema.createIndex(`findings_${name}`).ifNotExists().on('findings').column(name).execute();
      }
    },
  },
  {
    id: '101-findings-decided',
    async up(db) {
      const table = () => db.schema.alterTable('findings');
      for (const name of ['created_at', 'verdict_at'])
        await table()
          .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
          .execute();
      for (const name of ['verdict', 'verdict_reason', 'verdict_by'])
        await table()
          .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
          .execute();
      await sql`update findings set created_at = updated_at`.execute(db);
      // The orders of the list, whole, so that a page in the middle of a hundred thousand is found without sorting them.
      for (const name of ['severity_rank', 'last_seen', 'created_at', 'count'])
        await sql`create index if not exists ${sql.ref(`findings_by_${name}`)} on findings
          (archived, ${sql.ref(name)} desc, last_seen desc, id)`.execute(db);
    },
  },
  {
    id: '102-findings-notes',
    async up(db) {
      await db.schema
        .createTable('finding_notes')
        .addColumn('id', 'text', (id) => id.primaryKey())
        .addColumn('finding', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('finding_notes_finding').on('finding_notes').column('finding').execute();
      await db.schema
        .createTable('finding_updates')
        .addColumn('id', 'text', (id) => id.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('before', 'text', (column) => column.notNull())
        .execute();
    },
  },
  {
    id: '103-findings-changed',
    async up(db) {
      await db.schema.createIndex('findings_updated_at').ifNotExists().on('findings').column('updated_at').execute();
    },
  },
  {
    id: '104-findings-counted',
    async up(db) {
      // With all that a span of time asks of a finding, so that lists and counts read the indexes alone, in their order.
      const indexes = {
        findings_by_severity_rank: 'severity_rank desc, last_seen desc, id, first_seen',
        findings_by_last_seen: 'last_seen desc, id, first_seen',
        findings_in_types: 'type, last_seen, first_seen, severity_rank',
        findings_in_places: 'account, resource, last_seen, first_seen, severity_rank',
      };
      for (const [name, columns] of Object.entries(indexes)) {
        await db.schema.dropIndex(name).ifExists().execute();
        await sql`create index ${sql.ref(name)} on findings (archived, ${sql.raw(columns)})`.execute(db);
      }
    },
  },
  {
    id: '105-findings-judged',
    async up(db) {
      // Few findings are judged, and all of a rule are asked for whenever one of its findings is told.
      await sql`create index if not exists findings_judged on findings (rule, verdict) where verdict <> ''`.execute(db);
    },
  },
  {
    id: '106-findings-habit',
    async up(db) {
      for (const name of ['habit_en', 'habit_ja'])
        await db.schema
          .alterTable('findings')
          .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
          .execute();
    },
  },
  {
    id: '107-findings-known',
    async up(db) {
      // The newest finding is asked for with every list: see `knownBy`.
      await db.schema.createIndex('findings_created_at').ifNotExists().on('findings').column('created_at').execute();
    },
  },
];
