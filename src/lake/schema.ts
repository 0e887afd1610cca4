import { Fault, randomId } from '#kernel';
import { named, quoted, type Engine } from './engine.ts';
import type { LakeTable, Sum } from './lake.ts';
import { keepsSums } from './settings.ts';

/** Raised when data written from then on means something else to older versions of Yagura. */
const version = 1;
const versions = 'lake_version';

/** As much of an engine as it takes. */
type Migrated = Pick<Engine, 'database' | 'tableSettings' | 'read' | 'write'>;

/**
 * Makes tables that are missing and adds columns that are missing.
 * INVARIANT: each statement leaves the lake whole and can be repeated, so that an end at any moment does no harm.
 */
export async function migrate(engine: Migrated, tables: readonly LakeTable[]): Promise<void> {
  await engine.write(`CREATE TABLE IF NOT EXISTS ${versions} (version UInt32) ENGINE = MergeTree ORDER BY version`);
  const [found] = await engine.read<{ version: number }>(`SELECT max(version) AS version FROM ${versions}`);
  const before = found?.version ?? 0;
  if (before > version) refuseNewer(before);
  await dropStages(engine);
  const existing = await columnsOf(engine);
  for (const table of tables) await migrateTable(engine, table, existing.get(table.name) ?? new Map());
  // The engine in this process takes VALUES from standard input too, and waits for it: a log may come in there.
  if (before < version) await engine.write(`INSERT INTO ${versions} SELECT ${version}`);
}

/** The statement that makes a table; `MergeTree` keeps it, `Memory` forgets it with the process. */
export function createTable(table: LakeTable, kind: 'MergeTree' | 'Memory', settings = ''): string {
  const columns = table.columns.map(({ name, type }) => `${named(name)} ${type}`).join(', ');
  const engine = kind === 'MergeTree' && table.newest ? `ReplacingMergeTree(${named(table.newest)})` : kind;
  if (kind === 'Memory') return `CREATE TABLE IF NOT EXISTS ${named(table.name)} (${columns}) ENGINE = ${engine}`;
  const sums = (table.sums ?? []).map((sum) => `, PROJECTION ${projection(sum)}`).join('');
  const head = `CREATE TABLE IF NOT EXISTS ${named(table.name)} (${columns}${sums}) ENGINE = ${engine}`;
  const order = table.orderBy.map(named).join(', ');
  return `${head} PARTITION BY ${table.partitionBy ?? `toYYYYMM(${named(table.time)})`} ORDER BY (${order}) ${settings}`;
}

/** A name that nobody has, for a table that lives as long as one import. */
export const stageName = (): string => `stage_${randomId().replaceAll('-', '')}`;

async function migrateTable(engine: Migrated, table: LakeTable, existing: ReadonlyMap<string, string>): Promise<void> {
  if (existing.size === 0) {
    await engine.write(createTable(table, 'MergeTree', `SETTINGS ${engine.tableSettings}`));
    return;
  }
  for (const { name, type } of table.columns) {
    const kept = existing.get(name);
    if (kept === undefined)
      await engine.write(`ALTER TABLE ${named(table.name)} ADD COLUMN IF NOT EXISTS ${named(name)} ${type}`);
    else if (bare(kept) !== bare(type)) refuseType(`${table.name}.${name}`, kept, type);
  }
  if (table.sums !== undefined) await migrateSums(engine, table);
}

const projection = ({ name, select, by }: Sum): string => `${named(name)} (SELECT ${select} GROUP BY ${by})`;

/** Sums of a table that was made before there were any; for the rows that are there the engine makes them by and by. */
async function migrateSums(engine: Migrated, { name, sums = [] }: LakeTable): Promise<void> {
  const known = await engine.read<{ name: string }>(
    `SELECT name FROM system.projections WHERE database = ${quoted(engine.database)} AND table = ${quoted(name)}`,
  );
  for (const sum of sums) {
    if (!known.some((one) => one.name === sum.name)) {
      await engine.write(`ALTER TABLE ${named(name)} MODIFY SETTING ${keepsSums}`);
      await engine.write(`ALTER TABLE ${named(name)} ADD PROJECTION IF NOT EXISTS ${projection(sum)}`);
    } else if (!(await lacks(engine, name, sum))) continue;
    await engine.write(`ALTER TABLE ${named(name)} MATERIALIZE PROJECTION ${named(sum.name)}`);
  }
}

/** Whether parts are without a sum and nothing is making it: an end after it was added, and before it was made. */
async function lacks(engine: Migrated, table: string, sum: Sum): Promise<boolean> {
  const here = `database = ${quoted(engine.database)} AND table = ${quoted(table)}`;
  const parts = await engine.read<{ name: string }>(
    `SELECT name FROM system.parts WHERE ${here} AND active AND rows > 0 AND NOT has(projections, ${quoted(sum.name)})
     AND (SELECT count() FROM system.mutations WHERE ${here} AND NOT is_done) = 0 LIMIT 1`,
  );
  return parts.length > 0;
}

async function columnsOf(engine: Migrated): Promise<Map<string, Map<string, string>>> {
  const rows = await engine.read<{ table: string; name: string; type: string }>(
    `SELECT table, name, type FROM system.columns WHERE database = ${quoted(engine.database)}`,
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table, name, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>();
    tables.set(table, columns.set(name, type));
  }
  return tables;
}

/** Stages of imports that ended in the middle; those of an hour ago belong to nobody. */
async function dropStages(engine: Migrated): Promise<void> {
  const stages = await engine.read<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = ${quoted(engine.database)} AND startsWith(name, 'stage_')
     AND metadata_modification_time < now() - INTERVAL 1 HOUR`,
  );
  for (const { name } of stages) await engine.write(`DROP TABLE IF EXISTS ${named(name)} SYNC`);
}

const bare = (type: string): string => type.replaceAll(' ', '');

function refuseNewer(found: number): never {
  throw new Fault('Unsupported', {
    en:
      `The lake was written by a newer Yagura (its form is ${found}; this version reads up to ${version}). ` +
      'Start the newer version, or take another folder with --data.',
    ja: `このデータベースは新しい Yagura が書いたものです（形式 ${found}、このバージョンが読めるのは ${version} まで）。新しいバージョンを起動するか、--data で別のフォルダーを指定してください。`,
  });
}

function refuseType(column: string, kept: string, wanted: string): never {
  throw new Fault('Unsupported', {
    en:
      `Column ${column} of the lake is ${kept}, and this version of Yagura needs ${wanted}. ` +
      'Start the version that wrote it, or import the logs anew into another folder with --data.',
    ja: `データベースの列 ${column} は ${kept} ですが、このバージョンの Yagura には ${wanted} が必要です。書き込んだバージョンを起動するか、--data で別のフォルダーを指定してログを取り込み直してください。`,
  });
}
