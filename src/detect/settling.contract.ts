import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingMigrations } from '#findings';
import { openLake, type Lake, type LakeTable } from '#lake';
import { openStore, type Store } from '#store';

/** A lake and a store in a temporary folder, for what is asked after an import. */
export interface Settling extends AsyncDisposable {
  readonly lake: Lake;
  readonly store: Store;
  /** Forgets all events and findings. */
  empty(): Promise<void>;
}

export async function openSettling(tables: readonly LakeTable[]): Promise<Settling> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-settling-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  const store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([...tables]);
  await store.migrate(findingMigrations);
  return {
    lake,
    store,
    async empty() {
      const filled = await lake.rows<{ name: string }>(
        'SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN {names:Array(String)} AND total_rows > 0',
        { names: tables.map(({ name }) => name) },
      );
      for (const { name } of filled) await lake.client.command({ query: `TRUNCATE TABLE ${name}` });
      await store.db.withTables<{ findings: object }>().deleteFrom('findings').execute();
    },
    async [Symbol.asyncDispose]() {
      await lake[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
