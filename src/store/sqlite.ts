import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import Database from 'libsql';
import { Fault, sentenceOf } from '#kernel';

/** Milliseconds that a writer waits for another process to end its transaction. */
const patience = 10_000;

/**
 * An SQLite file through libsql, which installs without a compiler.
 * With a write-ahead log and `synchronous = FULL` a commit is on the disk before it is acknowledged, so that it
 * survives kill -9 and a power cut (NORMAL survives kill -9 alone); readers of other processes are never kept waiting.
 */
export async function openSqlite(path: string): Promise<Kysely<unknown>> {
  try {
    await prepareFile(path);
    const database = new Database(path);
    for (const pragma of [
      'journal_mode = WAL',
      'synchronous = FULL',
      `busy_timeout = ${patience}`,
      'foreign_keys = ON',
    ])
      database.prepare(`PRAGMA ${pragma}`).all();
    return new Kysely<unknown>({ dialect: new SqliteDialect({ database: adapted(database) }) });
  } catch (error) {
    throw new Fault(
      'Unavailable',
      `The store ${path} could not be opened: ${sentenceOf(error)}. Make the file and its folder readable and writable, ` +
        'or take another folder with --data.',
      { cause: error },
    );
  }
}

/** Only its owner may read the file: it holds sessions and links that sign in. */
async function prepareFile(path: string): Promise<void> {
  if (path === ':memory:') return;
  await mkdir(dirname(path), { recursive: true });
  await (await open(path, 'a', 0o600)).close();
}

/**
 * What Kysely asks of better-sqlite3, answered by libsql.
 * INVARIANT: a transaction takes the write lock when it begins. One that begins by reading and then finds
 * another process writing could not wait for it: SQLite ends it at once.
 */
function adapted(database: Database.Database): SqliteDatabase {
  return {
    close: () => void database.close(),
    prepare(sql) {
      const statement = guarded(() => database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      return {
        reader: statement.reader,
        all: (parameters) => guarded(() => statement.all(parameters)),
        run: (parameters) => guarded(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}

/** What the file's own troubles mean; errors of a query (a broken constraint) pass as they are. */
const troubles: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'the disk is full. Make room, then repeat',
  SQLITE_BUSY: `another process kept it locked for ${patience / 1000} seconds. End that process, then repeat`,
  SQLITE_READONLY: 'it may not be written. Make the file and its folder writable',
  SQLITE_IOERR: 'the disk failed. Check it, then repeat',
  SQLITE_CORRUPT: 'it is damaged. Restore it from a backup',
};

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const trouble = Object.entries(troubles).find(([name]) => code === name || code.startsWith(`${name}_`))?.[1];
    if (trouble === undefined) throw error;
    throw new Fault('Unavailable', `The store could not be used: ${trouble}.`, { cause: error });
  }
}
