import { append, appendNew } from './append.ts';
import { ask } from './ask.ts';
import type { Engine } from './engine.ts';
import { openInProcess, type Folder } from './in-process.ts';
import type { Lake } from './lake.ts';
import { Queue } from './queue.ts';
import { retain } from './retain.ts';
import { migrate } from './schema.ts';
import { openServer, type Server } from './server.ts';
import { derive, remove, stage, withdraw } from './stage.ts';

/**
 * Opens the lake: in this process on a folder, or on a ClickHouse server by its address.
 * Throws `Unavailable` when the engine is not installed or does not answer, `Conflict` when another process
 * has the folder, each with what to do.
 */
export async function openLake(where: Folder | Server): Promise<Lake> {
  return lakeOn('url' in where ? await openServer(where) : await openInProcess(where));
}

function lakeOn(engine: Engine): Lake {
  // INVARIANT: one change at a time; two that look for the same keys at once would both find them missing.
  const changes = new Queue();
  return {
    client: engine.client,
    place: engine.place,
    migrate: (tables) => changes.run(() => migrate(engine, tables)),
    rows: (sql, params) => engine.read(sql, params),
    append: (table, rows) => changes.run(() => append(engine, table, rows)),
    appendNew: (table, rows, key) => changes.run(() => appendNew(engine, table, rows, key)),
    stage: (select, orderBy) => stage(engine, select, orderBy),
    derive: (table, select) => derive(engine, table, select),
    remove: (table, condition, params) => changes.run(() => remove(engine, table, condition, params)),
    withdraw: (table, condition) => changes.run(() => withdraw(engine, table, condition)),
    retain: (table, before) => changes.run(() => retain(engine, table, before)),
    ask: (sql, limits) => ask(engine, sql, limits),
    [Symbol.asyncDispose]: async () => {
      await changes.idle();
      await engine[Symbol.asyncDispose]();
    },
  };
}
