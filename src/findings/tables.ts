import type { LakeTable } from '#lake';
import type { Migration } from '#store';

const time = { name: 'time', type: "DateTime64(3, 'UTC')" };
const word = (name: string): { name: string; type: string } => ({ name, type: 'LowCardinality(String)' });
const text = (name: string): { name: string; type: string } => ({ name, type: 'String' });

/** Every time that a rule matched, with the event itself. `finding` is empty for signals that only correlations count. */
export const occurrences: LakeTable = {
  name: 'occurrences',
  columns: [
    time,
    text('rule'),
    text('finding'),
    text('event_id'),
    word('event_table'),
    word('source'),
    word('type'),
    word('severity'),
    word('account'),
    word('region'),
    text('principal'),
    text('resource'),
    word('file'),
    { name: 'position', type: 'UInt64' },
    { name: 'matched', type: 'Array(String)' },
    text('raw'),
  ],
  orderBy: ['time', 'rule', 'event_id'],
  time: 'time',
};

/** Every change of a finding: what trends and history read. `at` is when Yagura learnt of it. */
export const findingChanges: LakeTable = {
  name: 'finding_changes',
  columns: [
    time,
    { name: 'at', type: "DateTime64(3, 'UTC')" },
    text('finding'),
    word('change'),
    word('by'),
    text('rule'),
    word('type'),
    word('severity'),
    word('account'),
    word('region'),
    { name: 'count', type: 'UInt64' },
    { name: 'archived', type: 'Bool' },
  ],
  orderBy: ['time', 'finding'],
  time: 'time',
};

/** The state of a finding, as the store keeps it. Times are milliseconds since 1970 in UTC; `archived` is 0 or 1. */
export interface FindingRow {
  id: string;
  rule: string;
  type: string;
  title_en: string;
  title_ja: string;
  severity: string;
  /** Place of the severity in its order, so that sorting needs no table. */
  severity_rank: number;
  account: string;
  region: string;
  source: string;
  principal: string;
  resource: string;
  count: number;
  first_seen: number;
  last_seen: number;
  updated_at: number;
  archived: number;
  tactics: string;
  techniques: string;
}

/** A type and no interface: Kysely wants it so. */
export type FindingTables = { findings: FindingRow };

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
];
