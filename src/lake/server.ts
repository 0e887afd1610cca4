import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { randomId } from '#kernel';
import { engineFault } from './engine-fault.ts';
import type { Cargo, Engine, Source } from './engine.ts';
import { named } from './engine.ts';
import type { Limits } from './lake.ts';
import { Line } from './line.ts';
import { answerSettings, askSettings } from './settings.ts';

/** The address of a ClickHouse server: `http://user:password@host:8123/database`. */
export interface Server {
  readonly url: string;
  /** Milliseconds before each further try when the server does not answer. */
  readonly pauses?: readonly number[];
}

/** Longest that one statement may take: an import of a large file. */
const patience = 600_000;

/** A ClickHouse server. The database is that of the address, `yagura` when it names none. */
export async function openServer(server: Server): Promise<Engine> {
  const address = new URL(server.url);
  const database = address.pathname.slice(1) || 'yagura';
  const line = new Line(address.host, server.pauses);
  await line.repeat(() => createDatabase(address, database));
  const client = createClient({ ...options(address, database), clickhouse_settings: answerSettings });
  return {
    place: 'server',
    client,
    database,
    tableSettings: 'non_replicated_deduplication_window = 1000',
    read: <T>(query: string, query_params: Record<string, unknown> = {}) =>
      line.repeat(async () => (await client.query({ query, query_params, format: 'JSONEachRow' })).json<T>()),
    write: (query) => line.repeat(async () => void (await client.command({ query }))),
    load: (into, cargo, selecting) => line.repeat(inserting(client, into, cargo, selecting)),
    ask: (query, limits) => line.repeat(() => asking(client, query, limits)),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

async function createDatabase(address: URL, database: string): Promise<void> {
  const client = createClient(options(address, 'default'));
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${named(database)}` });
  } catch (error) {
    // A user without that right is no trouble when the database is there.
    const { data } = await (await client.query({ query: 'SHOW DATABASES', format: 'JSON' })).json<{ name: string }>();
    if (!data.some(({ name }) => name === database)) throw engineFault(error);
  } finally {
    await client.close();
  }
}

function options(address: URL, database: string) {
  const bare = new URL(address);
  bare.pathname = '';
  return {
    url: bare,
    database,
    application: 'yagura',
    request_timeout: patience,
    compression: { request: false, response: true },
    keep_alive: { idle_socket_ttl: 2000 }, // servers end idle connections after three seconds
  };
}

/** INVARIANT: every try carries the same token, by which the server knows rows that it has taken already. */
function inserting(
  client: ClickHouseClient,
  into: string,
  cargo: Cargo,
  selecting: ((source: Source) => string) | undefined,
): () => Promise<void> {
  const token = randomId();
  const source: Source = { table: `input('${cargo.structure}')`, number: 'rowNumberInAllBlocks() + 1' };
  const settings =
    selecting === undefined
      ? `insert_deduplication_token = '${token}'`
      : 'max_threads = 1, max_insert_threads = 1, input_format_parallel_parsing = 0';
  const query = `INSERT INTO ${into} SETTINGS async_insert = 0, ${settings} ${selecting?.(source) ?? ''} FORMAT ${cargo.format}`;
  return async () => {
    const values = typeof cargo.from === 'string' ? createReadStream(cargo.from) : Readable.from(cargo.from);
    const { stream } = await client.exec({ query, values });
    stream.resume();
  };
}

async function asking(client: ClickHouseClient, query: string, limits: Limits): Promise<string> {
  const abort_signal = AbortSignal.timeout(limits.seconds * 1000 + 5000);
  const result = await client.query({
    query,
    format: 'JSONCompact',
    clickhouse_settings: askSettings(limits),
    abort_signal,
  });
  return result.text();
}
