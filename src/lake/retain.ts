import { named, quoted, type Engine } from './engine.ts';
import type { LakeTable } from './lake.ts';

/**
 * Drops rows older than `before`: whole partitions at once, which costs nothing, then rows of those that hold younger
 * ones too. The engine knows the last time of a partition without reading it, so that only the past is looked into.
 */
export async function retain(engine: Engine, { name, time, taken }: LakeTable, before: Date): Promise<void> {
  const border = `fromUnixTimestamp64Milli(${before.getTime()})`;
  const table = named(name);
  const past = await partitions(engine, table, `GROUP BY id HAVING max(${named(time)}) < ${border}`);
  const old =
    taken === undefined || past.length === 0
      ? past
      : await partitions(engine, table, `WHERE ${oneOf(past)} GROUP BY id HAVING max(${named(taken)}) < ${border}`);
  for (const id of old) await engine.write(`ALTER TABLE ${table} DROP PARTITION ID ${quoted(id)}`);
  const ages = taken === undefined ? [time] : [time, taken];
  await engine.write(`DELETE FROM ${table} WHERE ${ages.map((age) => `${named(age)} < ${border}`).join(' AND ')}`);
}

async function partitions(engine: Engine, table: string, which: string): Promise<string[]> {
  const found = await engine.read<{ id: string }>(`SELECT _partition_id AS id FROM ${table} ${which}`);
  return found.map(({ id }) => id);
}

const oneOf = (ids: readonly string[]): string => `_partition_id IN (${ids.map(quoted).join(', ')})`;
