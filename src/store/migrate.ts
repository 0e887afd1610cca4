import { sql, type Kysely, type Transaction } from 'kysely';
import { Fault } from '#kernel';
import type { Migration, Store } from './store.ts';

type Ledger = { migrations: { id: string } };

/**
 * Runs the migrations that have not run yet.
 * INVARIANT: a migration and the line that records it are one transaction, and nobody else migrates meanwhile.
 */
export async function migrate(
  db: Kysely<unknown>,
  dialect: Store['dialect'],
  migrations: readonly Migration[],
): Promise<void> {
  refuseTwins(migrations);
  if (await isUpToDate(db, migrations)) return;
  await alone(db, dialect, async (transaction) => {
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('id', 'text', (id) => id.primaryKey())
      .execute();
    refuseNewer(await done(transaction), migrations);
  });
  for (const migration of migrations.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    await alone(db, dialect, (transaction) => once(transaction, migration));
  }
}

/** Asked without the lock: a command beside a busy server must neither wait for it nor keep it waiting. */
async function isUpToDate(db: Kysely<unknown>, migrations: readonly Migration[]): Promise<boolean> {
  const none: string[] = [];
  const known = await done(db).catch(() => none); // there is no table yet; if something else is wrong, the next will tell
  refuseNewer(known, migrations);
  return migrations.every(({ id }) => known.includes(id));
}

async function once(transaction: Transaction<unknown>, migration: Migration): Promise<void> {
  if ((await done(transaction)).includes(migration.id)) return;
  await migration.up(transaction);
  await transaction.withTables<Ledger>().insertInto('migrations').values({ id: migration.id }).execute();
}

async function done(db: Kysely<unknown>): Promise<string[]> {
  const rows = await db.withTables<Ledger>().selectFrom('migrations').select('id').execute();
  return rows.map(({ id }) => id);
}

/** SQLite's transactions begin with its only lock; PostgreSQL is asked for one that ends with the transaction. */
async function alone(
  db: Kysely<unknown>,
  dialect: Store['dialect'],
  work: (transaction: Transaction<unknown>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(7979, 1)`.execute(transaction);
    await work(transaction);
  });
}

function refuseTwins(migrations: readonly Migration[]): void {
  const ids = migrations.map(({ id }) => id);
  const twin = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twin !== undefined) throw new Fault('Internal', `Two migrations are called ${twin}. Give one another id.`);
}

function refuseNewer(done: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ id }) => id));
  const strange = done.filter((id) => !known.has(id));
  if (strange.length === 0) return;
  throw new Fault('Unsupported', {
    en:
      `The store was written by a newer Yagura: it has been through ${strange.join(', ')}, which this version does not know. ` +
      'Start the newer version, or take another folder with --data.',
    ja: `このデータベースは新しい Yagura が書いたものです（このバージョンの知らない移行: ${strange.join(', ')}）。新しいバージョンを起動するか、--data で別のフォルダーを指定してください。`,
  });
}
