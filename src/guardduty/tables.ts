import type { FindingTables } from '#findings';
import type { Migration, Store } from '#store';

/** Where a finding belongs in GuardDuty's eyes, and what its newest event tells. */
export interface TellingRow {
  /** The finding's id. */
  id: string;
  account: string;
  region: string;
  /** Type and id of the resource by which statistics count; empty when unknown. */
  resource_type: string;
  resource_id: string;
  /** What the finding was when this was written: its count, and when it was seen last. */
  made_of: string;
}

/** The `Document` of a finding, and its values by attribute, both as JSON. */
interface DocumentRow {
  id: string;
  document: string;
  attributes: string;
}

/** A detector: one for each account and Region. Times are milliseconds since 1970 in UTC; `enabled` and `deleted` 0 or 1. */
export interface DetectorRow {
  id: string;
  account: string;
  region: string;
  enabled: number;
  /** One that was deleted stays, so that the account's data does not bring it back. */
  deleted: number;
  frequency: string;
  /** JSON: whether a feature is enabled, by its name; one that is absent is as it comes. */
  features: string;
  created_at: number;
  updated_at: number;
}

export type GuardDutyTables = FindingTables & {
  guardduty_detectors: DetectorRow;
  guardduty_findings: TellingRow;
  guardduty_documents: DocumentRow;
};

export const tablesOf = (store: Pick<Store, 'db'>) => store.db.withTables<GuardDutyTables>();

export const guardDutyMigrations: readonly Migration[] = [
  {
    id: '400-guardduty-findings',
    async up(db) {
      let findings = db.schema.createTable('guardduty_findings').addColumn('id', 'text', (id) => id.primaryKey());
      for (const name of ['account', 'region', 'resource_type', 'resource_id', 'made_of'])
        findings = findings.addColumn(name, 'text', (column) => column.notNull());
      await findings.execute();
      await db.schema
        .createIndex('guardduty_findings_place')
        .on('guardduty_findings')
        .columns(['region', 'account', 'id'])
        .execute();
      await db.schema
        .createTable('guardduty_documents')
        .addColumn('id', 'text', (id) => id.primaryKey())
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('attributes', 'text', (column) => column.notNull())
        .execute();
      // The orders in which findings are listed as a rule, so that a page is found without sorting all of them.
      for (const name of ['updated_at', 'severity_rank', 'last_seen'])
        await db.schema.createIndex(`findings_only_by_${name}`).on('findings').columns([name, 'id']).execute();
    },
  },
  {
    id: '401-guardduty-detectors',
    async up(db) {
      let detectors = db.schema.createTable('guardduty_detectors').addColumn('id', 'text', (id) => id.primaryKey());
      for (const name of ['account', 'region', 'frequency', 'features'])
        detectors = detectors.addColumn(name, 'text', (column) => column.notNull());
      for (const name of ['enabled', 'deleted'])
        detectors = detectors.addColumn(name, 'integer', (column) => column.notNull());
      for (const name of ['created_at', 'updated_at'])
        detectors = detectors.addColumn(name, 'bigint', (column) => column.notNull());
      await detectors.execute();
    },
  },
];
