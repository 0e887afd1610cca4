import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivered, Detector } from '#detect';
import { loadConfig, silent, systemClock } from '#kernel';
import { openLake } from '#lake';
import { allSources } from '#sources';
import { openStore } from '#store';
import type { IngestContext } from './context.ts';
import { ingestMigrations, ingestTables } from './tables.ts';

/** Everything that an import needs, in a folder that is gone at the end, with a detector that remembers what it was handed. */
export interface TestRoom extends AsyncDisposable {
  readonly folder: string;
  readonly context: IngestContext;
  readonly judged: Delivered[];
  readonly settled: [number, number][];
  /** Ids of the calls in the lake, sorted. */
  ids(): Promise<string[]>;
}

export async function testRoom(settings: Record<string, unknown> = {}): Promise<TestRoom> {
  // The SDK looks for credentials in the environment, where tests have none.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  const folder = await mkdtemp(join(tmpdir(), 'yagura-ingest-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  const store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate(ingestTables);
  await store.migrate(ingestMigrations);
  const { ingest: config, retention } = loadConfig({ environment: {}, flags: { ingest: settings } });
  const judged: Delivered[] = [];
  const settled: [number, number][] = [];
  const detector: Detector = {
    judge: async (batch) => void judged.push(...batch),
    sweep: async () => undefined,
    settle: async (spans) => void settled.push(...spans.map(({ from, to }): [number, number] => [from, to])),
  };
  const [spool, sources] = [join(folder, 'spool'), await allSources()];
  return {
    folder,
    context: { lake, store, detector, sources, config, retention, spool, clock: systemClock, progress: silent },
    judged,
    settled,
    ids: async () => (await lake.rows<{ id: string }>('SELECT id FROM api_activity ORDER BY id')).map(({ id }) => id),
    [Symbol.asyncDispose]: async () => {
      await lake[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
