import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { ownJson, randomId } from '#kernel';
import { engineFault, writingFault } from './engine-fault.ts';
import { named, quoted, type Cargo, type Engine } from './engine.ts';
import type { Limits } from './lake.ts';
import { Line } from './line.ts';
import { nothingIn, rowsOf } from './server-answer.ts';
import { answerSettings, askSettings, insertSettings, keeping } from './settings.ts';

/** The address of a ClickHouse server: `http://user:password@host:8123/database`. */
export interface Server {
  readonly url: string;
  /** Milliseconds before each further try when the server does not answer. */
  readonly pauses?: readonly number[];
  /** Milliseconds of silence after which the answer to a question is no longer waited for. */
  readonly silence?: number;
}

// Proxies end connections on which nothing moves; progress is said every ten seconds.
const alive = {
  send_progress_in_http_headers: 1,
  http_headers_progress_interval_ms: '10000',
  http_write_exception_in_output_format: 0,
  max_query_size: '50000000', // lists stand in statements
} as const;

/** Longest silence during a statement that writes: some say nothing until they are through. */
const patience = 600_000;

/** Longest silence during a question unless told otherwise: its progress is said. */
const questionPatience = 30_000;

/** Longest that a server may take to say that it is there. */
const greeting = 10_000;

/** Failed batches that are remembered, each by some hundred bytes. */
const mostUnsure = 10_000;

/** A ClickHouse server. The database is that of the address, `yagura` when it names none. */
export async function openServer(server: Server): Promise<Engine> {
  const address = new URL(server.url);
  const database = address.pathname.slice(1) || 'yagura';
  const line = new Line(address.host, server.pauses);
  await line.repeat(() => createDatabase(address, database));
  const clickhouse_settings = { ...answerSettings, ...insertSettings, ...alive };
  const client = createClient({ ...options(address, database), clickhouse_settings });
  const reader = createClient({
    ...options(address, database, server.silence ?? questionPatience),
    clickhouse_settings,
  });
  const inserts = new Inserts(client, line);
  return {
    place: 'server',
    client,
    database,
    tableSettings: `${keeping}, non_replicated_deduplication_window = 1000`,
    read: <T>(query: string, query_params: Record<string, unknown> = {}) =>
      line.repeat(() => reading<T>(reader, query, query_params)),
    write: (query, query_params = {}) =>
      line.repeat(async () => nothingIn((await client.exec(withLists(query, query_params))).stream)),
    load: (into, cargo, selecting) => inserts.run(into, cargo, selecting),
    ask: (query, limits) => line.repeat(() => asking(client, query, limits), 'BadQuery'),
    [Symbol.asyncDispose]: async () => void (await Promise.all([client.close(), reader.close()])),
  };
}

async function createDatabase(address: URL, database: string): Promise<void> {
  const client = createClient(options(address, 'default', greeting));
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

/** `silence`: milliseconds after which a server that says nothing is given up. */
function options(address: URL, database: string, silence = patience) {
  const bare = new URL(address);
  bare.pathname = '';
  return {
    url: bare,
    database,
    application: 'yagura',
    request_timeout: silence,
    log: { level: ClickHouseLogLevel.OFF }, // every error is thrown, and said once
    compression: { request: false, response: true },
    keep_alive: { idle_socket_ttl: 2000 }, // servers end idle connections after three seconds
  };
}

/**
 * Inserts with a token by which the server knows rows that it has taken already.
 * INVARIANT: every try carries the same token, also when the caller brings the same rows again after a failure.
 */
class Inserts {
  private readonly unsure = new Map<string, string>();
  private readonly client: ClickHouseClient;
  private readonly line: Line;

  constructor(client: ClickHouseClient, line: Line) {
    this.client = client;
    this.line = line;
  }

  async run(into: string, cargo: Cargo, selecting?: (table: string) => string): Promise<void> {
    const mark = selecting === undefined ? markOf(into, cargo) : '';
    const token = this.unsure.get(mark) ?? randomId();
    const query = insertion(into, cargo, { token, selecting });
    try {
      await this.line.repeat(() => this.send(query, cargo));
      this.unsure.delete(mark);
    } catch (error) {
      if (mark !== '' && this.unsure.size < mostUnsure) this.unsure.set(mark, token);
      throw writingFault(error);
    }
  }

  private async send(query: string, { from }: Cargo): Promise<void> {
    const { stream } = await this.client.exec({ query, values: Readable.from(from) });
    await nothingIn(stream);
  }
}

function insertion(
  into: string,
  { structure }: Cargo,
  { token, selecting }: { token: string; selecting: ((table: string) => string) | undefined },
): string {
  if (selecting === undefined)
    return `INSERT INTO ${into} SETTINGS async_insert = 0, insert_deduplication_token = ${quoted(token)} FORMAT Native`;
  const rows = selecting(`input(${quoted(structure)})`);
  return `INSERT INTO ${into} SETTINGS async_insert = 0 ${rows} FORMAT Native`;
}

function markOf(into: string, { from }: Cargo): string {
  const hash = createHash('sha256').update(into);
  for (const chunk of from) hash.update(chunk);
  return hash.digest('hex');
}

/** Lists of more than so many go into the statement: parameters are part of the address, whose length is limited. */
const mostInAddress = 50;

/** The statement with its long lists, and the parameters that are left. */
function withLists(query: string, params: Record<string, unknown>) {
  const query_params = { ...params };
  const text = query.replaceAll(/\{(\w+):(Array\(\w+\))\}/g, (asked: string, name: string, type: string) => {
    const value = params[name];
    if (!Array.isArray(value) || value.length <= mostInAddress) return asked;
    delete query_params[name];
    return `CAST([${value.map((one) => quoted(String(one))).join()}], '${type}')`;
  });
  return { query: text, query_params };
}

async function reading<T>(
  client: ClickHouseClient,
  query: string,
  query_params: Record<string, unknown>,
): Promise<T[]> {
  const { stream } = await client.exec({
    ...withLists(query, query_params),
    clickhouse_settings: { default_format: 'JSONEachRow' },
    decompress_response_stream: true,
  });
  const rows = (await rowsOf(stream)).split('\n').filter((row) => row !== '');
  return rows.map((row) => ownJson<T>(row));
}

/** Asked by `exec`, which adds no FORMAT: after an EXPLAIN it would belong to the statement that is explained. */
async function asking(client: ClickHouseClient, query: string, limits: Limits): Promise<string> {
  const { stream } = await client.exec({
    query,
    clickhouse_settings: { ...askSettings(limits), default_format: 'JSONCompact', wait_end_of_query: 1 },
    abort_signal: AbortSignal.timeout(limits.seconds * 1000 + 5000),
    decompress_response_stream: true,
  });
  return await rowsOf(stream);
}
