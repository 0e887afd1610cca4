import { named, quoted, type Engine } from './engine.ts';
import type { LakeTable } from './lake.ts';

/** Drops rows older than `before`: whole partitions at once, which costs nothing, then rows of the one at the border. */
export async function retain(engine: Engine, table: LakeTable, before: Date): Promise<void> {
  const border = `fromUnixTimestamp64Milli(${before.getTime()})`;
  const old = await engine.read<{ id: string }>(
    `SELECT DISTINCT _partition_id AS id FROM ${named(table.name)}
     GROUP BY _partition_id HAVING max(${named(table.time)}) < ${border}`,
  );
  for (const { id } of old) await engine.write(`ALTER TABLE ${named(table.name)} DROP PARTITION ID ${quoted(id)}`);
  await engine.write(`DELETE FROM ${named(table.name)} WHERE ${named(table.time)} < ${border}`);
}
