import { Fault } from '#kernel';
import { named, type Cargo, type Engine } from './engine.ts';
import type { LakeTable, Row } from './lake.ts';
import { columnsNamed, PackedRows, packed, structureOf } from './packed-rows.ts';
import { createTable, stageName } from './schema.ts';

type Rows = readonly Row[] | PackedRows;

/** Adds rows, all with one insert. */
export async function append(engine: Engine, table: LakeTable, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const batch = packed(table, rows);
  await engine.load(into(table), cargoOf(table, batch));
  if (batch !== rows) batch.release();
}

/**
 * Adds the rows whose key is not in the table yet; returns how many those were.
 * The keys alone are staged, so that the engine looks for them among rows of their times: the primary index leads
 * with the time. Where all are new, which is nearly always, the rows go in as they are; where some are, the insert
 * picks them.
 */
export async function appendNew(engine: Engine, table: LakeTable, rows: Rows, key: readonly string[]): Promise<number> {
  if (!key.includes(table.time))
    throw new Fault('Internal', `The key for ${table.name} lacks its time, ${table.time}.`);
  if (rows.length === 0) return 0;
  const batch = packed(table, rows, key);
  if (batch.key.join() !== key.join())
    throw new Fault('Internal', `Rows for ${table.name} were packed without the key ${key.join(', ')}.`);
  const stage: LakeTable = { ...table, name: stageName(), columns: columnsNamed(table, key) };
  await engine.write(createTable(stage, 'Memory'));
  try {
    await engine.load(into(stage), { structure: structureOf(stage), from: batch.keys() });
    return await addNew(engine, { table, batch, stage: stage.name, key });
  } finally {
    await engine.write(`DROP TABLE IF EXISTS ${stage.name} SYNC`);
    if (batch !== rows) batch.release();
  }
}

interface Staged {
  readonly table: LakeTable;
  readonly batch: PackedRows;
  /** The table with the keys of the batch. */
  readonly stage: string;
  readonly key: readonly string[];
}

/** INVARIANT: an insert that picks rows looks for the keys itself, so that it can be repeated when its answer is lost. */
async function addNew(engine: Engine, { table, batch, stage, key }: Staged): Promise<number> {
  const [time, keys] = [named(table.time), key.map(named).join(', ')];
  const known = `SELECT ${keys} FROM ${named(table.name)} WHERE ${time} IN (SELECT ${time} FROM ${stage})`;
  const fresh = (source: string): string => `FROM ${source} WHERE (${keys}) NOT IN (${known}) LIMIT 1 BY ${keys}`;
  const [counted] = await engine.read<{ rows: number }>(`SELECT count() AS rows FROM (SELECT ${keys} ${fresh(stage)})`);
  const count = counted?.rows ?? 0;
  const cargo = cargoOf(table, batch);
  if (count === batch.length) await engine.load(into(table), cargo);
  else if (count > 0) await engine.load(into(table), cargo, (source) => `SELECT * ${fresh(source)}`);
  return count;
}

const into = (table: LakeTable): string =>
  `${named(table.name)} (${table.columns.map(({ name }) => named(name)).join(', ')})`;

const cargoOf = (table: LakeTable, rows: PackedRows): Cargo => ({
  structure: structureOf(table),
  from: rows.chunks(),
});
