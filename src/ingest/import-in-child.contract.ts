// A program of its own for the tests that kill an import: imports the folder argv[3] into the data folder argv[2].
// Its detector takes its time, so that there is a middle in which to be killed; it has nothing to find.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Detector } from '#detect';
import { loadConfig, systemClock } from '#kernel';
import { openLake } from '#lake';
import { allSources } from '#sources';
import { openStore } from '#store';
import { ingest } from './ingest.ts';
import { ingestMigrations, ingestTables } from './tables.ts';

const [, , data = '', logs = ''] = process.argv;
const slow = async (): Promise<void> => {
  await setTimeout(60);
};
const detector: Detector = { judge: slow, sweep: slow, settle: slow };
{
  await using lake = await openLake({ path: join(data, 'lake'), memoryMegabytes: 500, threads: 2 });
  await using store = await openStore({ path: join(data, 'store.db') });
  await lake.migrate(ingestTables);
  await store.migrate(ingestMigrations);
  const { ingest: config, retention } = loadConfig({ environment: {}, flags: {} });
  const sources = await allSources();
  process.stdout.write('importing\n');
  const progress = { report: () => undefined };
  const spool = join(data, 'spool');
  const kept = { lake, store, detector, sources, config, retention, spool };
  const report = await ingest([logs], { ...kept, clock: systemClock, progress });
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
process.exit(0);
