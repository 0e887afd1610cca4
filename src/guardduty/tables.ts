import type { Kysely } from 'kysely';
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
  /** The idempotency token of the request that made it; empty for one that came with the data. */
  client_token: string;
  created_at: number;
  updated_at: number;
}

/** A filter: a saved view, or one that archives what fits. `criteria` is JSON. */
export interface FilterRow {
  detector: string;
  name: string;
  description: string;
  action: string;
  rank: number;
  criteria: string;
  version: number;
  /** The idempotency token of the request that made it; empty where there was none. */
  client_token: string;
  created_at: number;
  updated_at: number;
}

/** A proposal to suppress that somebody did not want, and how many findings it would have hidden then. */
export interface DismissedRow {
  id: string;
  by: string;
  at: number;
  findings: number;
}

/** Where a detector's findings are published. */
export interface DestinationRow {
  id: string;
  detector: string;
  account: string;
  region: string;
  /** `arn:aws:s3:::bucket/prefix`, or `file:///folder`. */
  arn: string;
  kms_key: string;
  bucket_owner: string;
  status: string;
  /** Since when nothing could be published; 0 while it can. */
  failed_since: number;
  created_at: number;
}

/** A finding that a destination does not have yet as it is. `mark` changes with the finding. */
export interface PendingRow {
  destination: string;
  finding: string;
  mark: string;
  /** When it may be published. */
  due: number;
}

export type GuardDutyTables = FindingTables & {
  guardduty_destinations: DestinationRow;
  guardduty_pending: PendingRow;
  guardduty_published: { destination: string; finding: string; at: number };
  guardduty_filters: FilterRow;
  suppressions_dismissed: DismissedRow;
  guardduty_tags: { arn: string; name: string; value: string };
  guardduty_detectors: DetectorRow;
  guardduty_findings: TellingRow;
  guardduty_documents: DocumentRow;
};

export const tablesOf = (store: Pick<Store, 'db'>) => store.db.withTables<GuardDutyTables>();

export const guardDutyMigrations: readonly Migration[] = [
  {
    id: '400-guardduty-findings',
    async up(db) {
      const findings = 'guardduty_findings';
      await create(db, findings, { texts: 'id account region resource_type resource_id made_of', key: 'id' });
      await db.schema.createIndex(`${findings}_place`).on(findings).columns(['region', 'account', 'id']).execute();
      await create(db, 'guardduty_documents', { texts: 'id document attributes', key: 'id' });
      // The orders in which findings are listed as a rule, so that a page is found without sorting all of them.
      for (const name of ['updated_at', 'severity_rank', 'last_seen'])
        await db.schema.createIndex(`findings_only_by_${name}`).on('findings').columns([name, 'id']).execute();
    },
  },
  {
    id: '401-guardduty-detectors',
    up: (db) =>
      create(db, 'guardduty_detectors', {
        texts: 'id account region frequency features client_token',
        numbers: 'enabled deleted created_at updated_at',
        key: 'id',
      }),
  },
  {
    id: '402-guardduty-filters',
    async up(db) {
      await create(db, 'guardduty_filters', {
        texts: 'detector name description action criteria',
        numbers: 'rank version created_at updated_at',
        key: 'detector name',
      });
      await create(db, 'guardduty_tags', { texts: 'arn name value', key: 'arn name' });
    },
  },
  {
    id: '403-guardduty-destinations',
    async up(db) {
      await create(db, 'guardduty_destinations', {
        texts: 'id detector account region arn kms_key bucket_owner status',
        numbers: 'failed_since created_at',
        key: 'id',
      });
      await create(db, 'guardduty_pending', {
        texts: 'destination finding mark',
        numbers: 'due',
        key: 'destination finding',
      });
      await create(db, 'guardduty_published', {
        texts: 'destination finding',
        numbers: 'at',
        key: 'destination finding',
      });
    },
  },
  {
    id: '404-suppressions-dismissed',
    up: (db) => create(db, 'suppressions_dismissed', { texts: 'id by', numbers: 'at findings', key: 'id' }),
  },
  {
    id: '405-guardduty-filter-tokens',
    up: (db) =>
      db.schema
        .alterTable('guardduty_filters')
        .addColumn('client_token', 'text', (column) => column.notNull().defaultTo(''))
        .execute(),
  },
];

interface Shape {
  /** Names of columns, with spaces between them. */
  readonly texts: string;
  readonly numbers?: string;
  /** The columns by which a row is known. */
  readonly key: string;
}

async function create(db: Kysely<unknown>, name: string, { texts, numbers = '', key }: Shape): Promise<void> {
  let table = db.schema.createTable(name);
  for (const column of words(texts)) table = table.addColumn(column, 'text', (made) => made.notNull());
  for (const column of words(numbers)) table = table.addColumn(column, 'bigint', (made) => made.notNull());
  await table.execute();
  await db.schema.createIndex(`${name}_key`).unique().on(name).columns(words(key)).execute();
}

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
