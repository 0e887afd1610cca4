import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { loadChdb, type Chdb } from './chdb.ts';
import { engineFault, writingFault } from './engine-fault.ts';
import { quoted, type Cargo, type Engine } from './engine.ts';
import { holderOf, refuseSecond, refuseUnopenable, refuseUnwritable } from './holder.ts';
import type { Limits } from './lake.ts';
import { Overdue } from './overdue.ts';
import { Queue } from './queue.ts';
import { askSettings, keeping, memoryPlan, sessionSettings, setting } from './settings.ts';
import { spool } from './spool.ts';

const database = 'yagura';

/** A folder of data, and what the engine may use. */
export interface Folder {
  readonly path: string;
  readonly memoryMegabytes: number;
  readonly threads: number;
}

/**
 * The engine in this process, on a folder that no other process has open.
 * INVARIANT: it lives in the main thread; in a worker thread it crashes when the process ends.
 */
export async function openInProcess(folder: Folder): Promise<Engine> {
  const chdb = await loadChdb();
  const root = resolve(folder.path);
  const [data, spools] = [join(root, 'engine'), join(root, 'spool')];
  await mkdir(data, { recursive: true, mode: 0o700 }).catch((error: unknown) => refuseUnopenable(root, error));
  const base = await openBase(chdb, data, folder);
  await rm(spools, { recursive: true, force: true }); // what a killed process left
  await mkdir(spools);
  // A session answers one query after the other, and pages shall not wait for imports: one reads, one writes.
  const [client, writer] = [await session(chdb, data, folder), await session(chdb, data, folder)];
  const writing = new Queue();
  const overdue = new Overdue();
  const write = async (query: string, query_params: Record<string, unknown> = {}): Promise<void> => {
    await writing.run(() => writer.command({ query, query_params })).catch(failWriting);
  };
  return {
    place: 'in process',
    client,
    database,
    tableSettings: keeping,
    read: async <T>(query: string, query_params: Record<string, unknown> = {}) => {
      const result = await client.query({ query, query_params, format: 'JSONEachRow' }).catch(fail);
      return result.json<T>();
    },
    write,
    load: (into, cargo, selecting = whole) =>
      loadFile(cargo, spools, (table) => write(`INSERT INTO ${into} ${selecting(table)}`)),
    ask: (sql, limits) => overdue.wait(limits, () => askAlone(chdb, data, sql, limits)),
    [Symbol.asyncDispose]: async () => {
      await writing.idle();
      if (overdue.any) return; // closing would wait for what cannot be ended; what was acknowledged is kept
      await Promise.all([client.close(), writer.close()]);
      base.close();
    },
  };
}

/** The session that opens the folder: the only one that can say how much memory the engine may use. */
async function openBase(chdb: Chdb, data: string, folder: Folder) {
  await refuseUnwritable(folder.path, data);
  const holder = await holderOf(data);
  if (holder !== undefined) refuseSecond(folder.path, holder);
  try {
    const base = new chdb.Session(data, { connectionArgs: memoryPlan(folder.memoryMegabytes) });
    base.query(`CREATE DATABASE IF NOT EXISTS ${database}`);
    endWhenBroken();
    return base;
  } catch (error) {
    return refuseUnopenable(folder.path, error);
  }
}

/**
 * The engine takes the signals of a process that breaks (no memory left in Node, a fault in a library), tells nobody,
 * and waits five minutes: the port and the folder stay taken, and whatever starts servers anew sees none that ended.
 * Listening to a signal puts Node's own handler in that place, and ceasing to listen the system's.
 */
function endWhenBroken(): void {
  for (const signal of ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'] as const)
    process.on(signal, nothing).off(signal, nothing);
}

const nothing = (): void => undefined;

async function session(chdb: Chdb, path: string, folder: Folder): Promise<ClickHouseClient> {
  const client = createClient({ connection: chdb.connectionTo(path), log: { level: ClickHouseLogLevel.OFF } });
  await client.command({ query: `USE ${database}` });
  await client.command({ query: setting(sessionSettings(folder.memoryMegabytes, folder.threads)) });
  return client;
}

const whole = (table: string): string => `SELECT * FROM ${table}`;

/** The engine reads the bytes from a file: as part of a statement they would be copied, and block this thread. */
async function loadFile(
  { from, structure }: Cargo,
  spools: string,
  load: (table: string) => Promise<void>,
): Promise<void> {
  await using file = await spool(spools, from).catch(fail);
  return await load(`file(${quoted(file.path)}, 'Native', ${quoted(structure)})`); // awaited here: the file must outlive the insert
}

/** A session of its own, ended afterwards: what is set in it holds for nobody else. */
async function askAlone(chdb: Chdb, data: string, sql: string, limits: Limits): Promise<string> {
  const alone = new chdb.Session(data);
  try {
    alone.query(`USE ${database}`);
    alone.query(setting(askSettings(limits)));
    const result = await alone.queryAsync(sql, { format: 'JSONCompact' });
    return result.text();
  } catch (error) {
    throw engineFault(error, 'BadQuery');
  } finally {
    alone.close();
  }
}

function fail(error: unknown): never {
  throw engineFault(error);
}

function failWriting(error: unknown): never {
  throw writingFault(error);
}
