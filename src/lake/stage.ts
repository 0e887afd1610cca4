import { named, type Engine } from './engine.ts';
import type { LakeTable, Stage } from './lake.ts';
import { stageName } from './schema.ts';

/** Keeps an answer in a table with a name that nobody has; on disk, so that its size costs no memory. */
export async function stage(engine: Engine, select: string, orderBy: readonly string[]): Promise<Stage> {
  const name = stageName();
  // The name is this answer's alone: what a lost try left is its own, and is made anew.
  await engine.write(
    `CREATE OR REPLACE TABLE ${name} ENGINE = MergeTree ORDER BY (${orderBy.map(named).join(', ')}) AS ${select}`,
  );
  return { name, [Symbol.asyncDispose]: () => engine.write(`DROP TABLE IF EXISTS ${name} SYNC`) };
}

export async function derive(engine: Engine, table: LakeTable, select: string): Promise<void> {
  const columns = table.columns.map(({ name }) => named(name)).join(', ');
  await engine.write(`INSERT INTO ${named(table.name)} (${columns}) SELECT ${columns} FROM (${select})`);
}

export async function remove(
  engine: Engine,
  { name }: LakeTable,
  condition: string,
  params: Record<string, unknown>,
): Promise<void> {
  await engine.write(`ALTER TABLE ${named(name)} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`, params);
}

export async function withdraw(engine: Engine, table: LakeTable, condition: string): Promise<void> {
  await engine.write(`DELETE FROM ${named(table.name)} WHERE ${condition}`);
}
