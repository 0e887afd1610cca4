import { Socket } from 'node:net';
import { Kysely, PostgresDialect, sql, type Driver, type PostgresDialectConfig } from 'kysely';
import { Client, Pool, types } from 'pg';
import { Fault } from '#kernel';
import { guarded, patient } from './guarded.ts';
import { whyUnusable } from './postgres-words.ts';
import { checkTls } from './tls.ts';

/** Types of PostgreSQL, by their numbers in its catalogue, that are read otherwise than `pg` does by itself. */
const readers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number, // int8: counts and milliseconds, all below 2^53
  1700: Number, // numeric: what the sum of int8 is
  114: (text) => text, // json and jsonb: text, as SQLite gives it
  3802: (text) => text,
};

/** Milliseconds for which a statement waits for a connection. */
const waiting = 10_000;

/** A PostgreSQL database by its address. `patience`: milliseconds that the server may be silent during a statement. */
export async function openPostgres(url: string, changing: () => void, patience = 60_000): Promise<Kysely<unknown>> {
  await checkTls(url);
  const pool = new Pool({
    connectionString: plainly(url),
    max: 10,
    connectionTimeoutMillis: waiting,
    types: {
      // oxlint-disable-next-line typescript/no-unsafe-return -- the driver types its readers so
      getTypeParser: (oid, format) => readers[oid] ?? types.getTypeParser(oid, format),
    },
  });
  // A connection that ends while nobody waits for it would end the process; whoever uses it next is told anyway.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (client instanceof Client) endWhenSilent(client, patience);
  });
  const db = new Kysely<unknown>({ dialect: new ReachableDialect({ pool }, placeOf(url), changing) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/**
 * A server that is there and says nothing more would keep whoever asks for ever; no statement here takes so long. The
 * driver's own limit gives such a connection back to the pool, where each that takes it waits as long again.
 */
function endWhenSilent({ connection }: Client, patience: number): void {
  const { stream } = connection;
  const late = Object.assign(new Error('PostgreSQL said nothing for too long'), { code: 'ETIMEDOUT' });
  if (stream instanceof Socket) stream.setTimeout(patience, () => void stream.destroy(late));
}

class ReachableDialect extends PostgresDialect {
  private readonly place: Place;
  private readonly changing: () => void;

  constructor(config: PostgresDialectConfig, place: Place, changing: () => void) {
    super(config);
    this.place = place;
    this.changing = changing;
  }

  /** Where the server takes no more connections, one that is there becomes free, or one of somebody else's. */
  override createDriver(): Driver {
    const forAConnection = patient({ busy: '53300', patience: waiting, look: 200 }, this.meaning);
    return guarded(super.createDriver(), forAConnection, this.changing);
  }

  /** Errors of a query (a broken constraint) pass as they are. */
  private readonly meaning = (error: unknown): unknown => {
    const { address, role } = this.place;
    const why = whyUnusable(error, role);
    if (why === undefined) return error;
    const said = { en: `PostgreSQL at ${address} ${why.en}.`, ja: `PostgreSQL（${address}）${why.ja}。` };
    return new Fault('Unavailable', said, { cause: error });
  };
}

/** The driver takes these words for `verify-full`, as it should, and warns of it at each start. */
const plainly = (url: string): string => url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)\b/, '$1verify-full');

interface Place {
  /** The address without the name and the password in it. */
  readonly address: string;
  readonly role: string;
}

function placeOf(url: string): Place {
  if (!URL.canParse(url)) return { address: 'the address in store.url', role: '?' };
  const { host, pathname, username } = new URL(url);
  return { address: `${host}${pathname}`, role: username };
}
