import type { LakeTable, Sum } from '#lake';
import { hourOf, tableNames, tables, type TableName } from '#sources';
import type { Migration } from '#store';

// The time comes first, so that a question about some days reads those days alone.
const order: Readonly<Record<TableName, readonly string[]>> = {
  api_activity: ['time', 'id'],
  network_activity: ['time', 'interface'],
  dns_activity: ['time', 'src_address'],
  http_activity: ['time', 'resource'],
};

/** How many events there are, by source, hour and account: what the Summary shows of them. */
const perHour: Sum = {
  name: 'per_hour',
  select: `source, ${hourOf}, account, count(), min(time), max(time)`,
  by: `source, ${hourOf}, account`,
};

const eventTable = (name: TableName): LakeTable => ({
  name,
  columns: tables[name],
  orderBy: order[name],
  time: 'time',
  taken: 'taken_at',
  sums: [perHour],
});

/** The tables of events in the lake. */
export const eventTables: Readonly<Record<TableName, LakeTable>> = {
  api_activity: eventTable('api_activity'),
  network_activity: eventTable('network_activity'),
  dns_activity: eventTable('dns_activity'),
  http_activity: eventTable('http_activity'),
};

/** What could not be read. `time` is when it was refused; `text` holds at most 64 KiB of it, `size` says how much it was. */
export const quarantine: LakeTable = {
  name: 'quarantine',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'id', type: 'String' },
    { name: 'file', type: 'LowCardinality(String)' },
    { name: 'path', type: 'LowCardinality(String)' },
    { name: 'line', type: 'UInt64' },
    { name: 'position', type: 'UInt64' },
    { name: 'source', type: 'LowCardinality(String)' },
    { name: 'framing', type: 'LowCardinality(String)' },
    { name: 'reason', type: 'String' },
    { name: 'remedy', type: 'String' },
    { name: 'reason_ja', type: 'String' },
    { name: 'remedy_ja', type: 'String' },
    { name: 'head', type: 'LowCardinality(String)' },
    { name: 'text', type: 'String' },
    { name: 'size', type: 'UInt64' },
  ],
  orderBy: ['time', 'id'],
  time: 'time',
};

/** Every table of the lake that this room owns. */
export const ingestTables: readonly LakeTable[] = [...tableNames.map((name) => eventTables[name]), quarantine];

/**
 * What is known of a file. `started`: rows of it may be in the lake, it is not acknowledged. `cleared`: they were
 * taken out again. `done`: acknowledged. `refused`: nobody can read it; tried again when it comes again.
 */
export type FileState = 'started' | 'cleared' | 'done' | 'refused';

/** One row of the ledger. Times are milliseconds since 1970 in UTC. */
export type FileRow = {
  identity: string;
  path: string;
  size: number;
  state: FileState;
  /** The run that touched it last. */
  run: string;
  source: string;
  events: number;
  refused: number;
  /** First and last time of its events; 0 when it has none. */
  first: number;
  last: number;
  /** Lines up to its end when more lines may be appended to it, or -1. */
  lines: number;
  /** 0 while detections over many events have not looked at its span of time. */
  settled: number;
  at: number;
};

/** How far the listing of a bucket has come: among the keys of one stem, the last that is durable. */
export type CheckpointRow = {
  place: string;
  stem: string;
  key: string;
};

/** An object of a listing that could not be fetched: asked for again at the next look. */
export type MissedRow = {
  place: string;
  key: string;
  size: number;
  etag: string;
  tries: number;
};

/** The one row that tells what the clock said at the last clearing, and since when it is doubted; 0 while it is not. */
export type ClearingRow = {
  id: string;
  seen: number;
  from: number;
  since: number;
};

export type IngestStore = {
  ingest_clearing: ClearingRow;
  ingest_files: FileRow;
  ingest_checkpoints: CheckpointRow;
  ingest_missed: MissedRow;
};

export const ingestMigrations: readonly Migration[] = [
  {
    id: '200-ingest-files',
    async up(db) {
      await db.schema
        .createTable('ingest_files')
        .ifNotExists()
        .addColumn('identity', 'text', (column) => column.primaryKey())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('run', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('events', 'bigint', (column) => column.notNull())
        .addColumn('refused', 'bigint', (column) => column.notNull())
        .addColumn('first', 'bigint', (column) => column.notNull())
        .addColumn('last', 'bigint', (column) => column.notNull())
        .addColumn('lines', 'bigint', (column) => column.notNull())
        .addColumn('settled', 'integer', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      for (const name of ['path', 'state', 'run', 'settled']) {
        await db.schema.createIndex(`ingest_files_${name}`).ifNotExists().on('ingest_files').column(name).execute();
      }
    },
  },
  {
    id: '201-ingest-listings',
    async up(db) {
      await db.schema
        .createTable('ingest_checkpoints')
        .ifNotExists()
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('stem', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('ingest_checkpoints_key', ['place', 'stem'])
        .execute();
      await db.schema
        .createTable('ingest_missed')
        .ifNotExists()
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('etag', 'text', (column) => column.notNull())
        .addColumn('tries', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('ingest_missed_key', ['place', 'key'])
        .execute();
    },
  },
  {
    // Nearly all files are `done`: SQLite looked through all of them by this index, for each few paths.
    id: '202-ingest-files-by-path',
    up: (db) => db.schema.dropIndex('ingest_files_state').ifExists().execute(),
  },
  {
    id: '203-ingest-clearing',
    async up(db) {
      let table = db.schema.createTable('ingest_clearing').addColumn('id', 'text', (column) => column.primaryKey());
      for (const name of ['seen', 'from', 'since'])
        table = table.addColumn(name, 'bigint', (column) => column.notNull());
      await table.execute();
    },
  },
];
