import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect, type Driver, type SqliteDatabase, type SqliteDialectConfig } from 'kysely';
import Libsql from 'libsql';
import { Fault, textOf, type Text } from '#kernel';
import { codeOf, guarded, patient } from './guarded.ts';

/** Milliseconds for which a statement waits while another process writes, and how often it looks. */
const patience = 30_000;
const look = 10;

/**
 * An SQLite file through libsql, which installs without a compiler.
 * With a write-ahead log and `synchronous = FULL` a commit is on the disk before it is acknowledged, so that it
 * survives kill -9 and a power cut (NORMAL survives kill -9 alone); readers of other processes are never kept waiting.
 */
export async function openSqlite(path: string, changing: () => void): Promise<Kysely<unknown>> {
  try {
    await prepareFile(path);
    const database = new Libsql(path);
    for (const pragma of [
      `busy_timeout = ${patience}`,
      'journal_mode = WAL',
      'synchronous = FULL',
      'foreign_keys = ON',
    ])
      database.prepare(`PRAGMA ${pragma}`).all();
    database.prepare('PRAGMA busy_timeout = 0').all(); // from here on waiting must not block this thread
    return new Kysely<unknown>({ dialect: new PatientDialect({ database: adapted(database) }, path, changing) });
  } catch (error) {
    const known = meaning(error, path);
    if (known !== error) throw known;
    throw new Fault(
      'Unavailable',
      {
        en: `The store ${path} could not be opened: ${textOf(error).en}. Make the file and its folder readable and writable, or take another folder with --data.`,
        ja: `ストア ${path} を開けません（${textOf(error).ja}）。ファイルとフォルダーを読み書きできるようにするか、--data で別のフォルダーを指定してください。`,
      },
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
 * INVARIANT: a statement that was refused because somebody else writes is itself tried again. libsql leaves it in
 * progress, and until it ran or was collected as garbage, after seconds, this connection could commit no transaction.
 */
function adapted(database: Libsql.Database): SqliteDatabase {
  const refused = new Map<string, Libsql.Statement>();
  return {
    close: () => void database.close(),
    prepare(asked) {
      const sql = said(asked, database);
      const statement = refused.get(sql) ?? database.prepare(sql);
      refused.delete(sql);
      const attempt = <T>(run: () => T): T => {
        try {
          return run();
        } catch (error) {
          if (codeOf(error) === 'SQLITE_BUSY') refused.set(sql, statement);
          throw error;
        }
      };
      return {
        reader: statement.reader,
        all: (parameters) => attempt(() => statement.all(parameters)),
        run: (parameters) => attempt(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}

/** A full disk has rolled the transaction back already; asking for it once more would hide why. */
function said(asked: string, { inTransaction }: Libsql.Database): string {
  if (asked === 'begin') return 'begin immediate';
  return asked === 'rollback' && !inTransaction ? 'select 1' : asked;
}

class PatientDialect extends SqliteDialect {
  private readonly path: string;
  private readonly changing: () => void;

  constructor(config: SqliteDialectConfig, path: string, changing: () => void) {
    super(config);
    this.path = path;
    this.changing = changing;
  }

  override createDriver(): Driver {
    const whileOthersWrite = patient({ busy: 'SQLITE_BUSY', patience, look }, (error) => meaning(error, this.path));
    return guarded(super.createDriver(), whileOthersWrite, this.changing);
  }
}

/** What the file's own troubles mean; errors of a query (a broken constraint) pass as they are. */
const troubles: Readonly<Record<string, Text>> = {
  SQLITE_FULL: {
    en: 'the disk is full. Make room, then repeat',
    ja: 'ディスクがいっぱいです。空きを増やしてから、もう一度実行してください',
  },
  SQLITE_BUSY: {
    en: `another process kept it locked for ${patience / 1000} seconds. End that process, then repeat`,
    ja: `別のプロセスが ${patience / 1000} 秒間ロックしたままです。そのプロセスを終了してから、もう一度実行してください`,
  },
  SQLITE_READONLY: {
    en: 'it may not be written. Make the file and its folder writable',
    ja: '書き込めません。ファイルとフォルダーに書き込み権限を付けてください',
  },
  SQLITE_IOERR: {
    en: 'the disk failed. Check it, then repeat',
    ja: 'ディスクでエラーが起きました。ディスクを確認してから、もう一度実行してください',
  },
  SQLITE_NOTADB: {
    en: 'it is no database of SQLite, or it is damaged. Restore it from a backup, or move it away to begin anew',
    ja: 'SQLite のデータベースではないか、壊れています。バックアップから戻すか、別の場所に移して新しく始めてください',
  },
  SQLITE_CORRUPT: {
    en: 'it is damaged. Restore it from a backup',
    ja: 'ファイルが壊れています。バックアップから戻してください',
  },
};

function meaning(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const trouble = Object.entries(troubles).find(([name]) => code === name || code.startsWith(`${name}_`))?.[1];
  if (trouble === undefined) return error;
  const { en, ja } = trouble;
  const text = { en: `The store ${path} could not be used: ${en}.`, ja: `ストア ${path} を使えません。${ja}。` };
  return new Fault('Unavailable', text, { cause: error });
}
