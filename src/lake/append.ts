import { Fault } from '#kernel';
import { named, type Cargo, type Engine } from './engine.ts';
import type { LakeTable, Row } from './lake.ts';
import { packed, structureOf, type PackedRows } from './row-binary.ts';
import { createTable, stageName } from './schema.ts';

type Rows = readonly Row[] | PackedRows;

/** Adds rows, all with one insert. */
export async function append(engine: Engine, table: LakeTable, rows: Rows): Promise<void> {
  if (rows.length > 0) await engine.load(into(table), cargoOf(table, rows));
}

/**
 * Adds the rows whose key is not in the table yet; returns how many those were.
 * The batch is staged, so that the engine looks for its keys among rows of its times alone: the primary
 * index leads with the time. Measured (bench/lake.ts, two shared cores), 10,000 calls added: 135 ms to a table of
 * 1 million, 137 ms to one of 10 million; when they are known already 96 and 85 ms.
 */
export async function appendNew(engine: Engine, table: LakeTable, rows: Rows, key: readonly string[]): Promise<number> {
  if (!key.includes(table.time))
    throw new Fault('Internal', `The key for ${table.name} lacks its time, ${table.time}.`);
  if (rows.length === 0) return 0;
  const stage: LakeTable = { ...table, name: stageName() };
  await engine.write(createTable(stage, 'Memory'));
  try {
    await engine.load(into(stage), cargoOf(table, rows));
    return await moveNew(engine, stage, table, key);
  } finally {
    await engine.write(`DROP TABLE IF EXISTS ${stage.name} SYNC`);
  }
}

/** INVARIANT: the insert looks for the keys itself, so that it can be repeated when its answer is lost. */
async function moveNew(engine: Engine, stage: LakeTable, table: LakeTable, key: readonly string[]): Promise<number> {
  const [time, keys] = [named(table.time), key.map(named).join(', ')];
  const known = `SELECT ${keys} FROM ${named(table.name)} WHERE ${time} IN (SELECT ${time} FROM ${stage.name})`;
  const fresh = `FROM ${stage.name} WHERE (${keys}) NOT IN (${known}) LIMIT 1 BY ${keys}`;
  const [counted] = await engine.read<{ rows: number }>(`SELECT count() AS rows FROM (SELECT ${keys} ${fresh})`);
  const count = counted?.rows ?? 0;
  if (count > 0) await engine.write(`INSERT INTO ${into(table)} SELECT * ${fresh}`);
  return count;
}

const into = (table: LakeTable): string =>
  `${named(table.name)} (${table.columns.map(({ name }) => named(name)).join(', ')})`;

const cargoOf = (table: LakeTable, rows: Rows): Cargo => ({
  format: 'RowBinary',
  structure: structureOf(table),
  from: packed(table, rows).chunks(),
});
