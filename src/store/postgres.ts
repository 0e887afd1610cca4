import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import { Fault, sentenceOf } from '#kernel';

/** Types of PostgreSQL, by their numbers in its catalogue, that are read otherwise than `pg` does by itself. */
const readers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number, // int8: counts and milliseconds, all below 2^53
  1700: Number, // numeric: what the sum of int8 is
  114: (text) => text, // json and jsonb: text, as SQLite gives it
  3802: (text) => text,
};

/** A PostgreSQL database by its address. */
export async function openPostgres(url: string): Promise<Kysely<unknown>> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: (oid, format) => readers[oid] ?? types.getTypeParser(oid, format) },
  });
  pool.on('error', () => undefined); // an idle connection that ended; the next query opens another, or says why not
  const connect = () => pool.connect().catch((error: unknown) => unreachable(url, error));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

function unreachable(url: string, error: unknown): never {
  const why = sentenceOf(error) || (error instanceof Error && 'code' in error ? String(error.code) : 'no answer');
  throw new Fault(
    'Unavailable',
    `PostgreSQL at ${bare(url)} does not answer: ${why}. Start it, or correct store.url, then repeat.`,
    { cause: error },
  );
}

/** The address without the name and the password in it. */
function bare(url: string): string {
  if (!URL.canParse(url)) return 'the address in store.url';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
