import { join } from 'node:path';
import { openBook, openDetector, openJudge, windowTables, type Detector } from '#detect';
import { alerts, findingChanges, findingMigrations, occurrences } from '#findings';
import { ingest, ingestMigrations, ingestTables } from '#ingest';
import { contentFolder, loadConfig, systemClock, yamlFiles, type Progress } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { openStore } from '#store';
import type { Made } from './made-logs.ts';

/** A lake as the program opens it, in a folder. */
export async function benchLake(folder: string): Promise<Lake> {
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 700, threads: 2 });
  await lake.migrate([...ingestTables, occurrences, findingChanges, alerts, ...windowTables]);
  return lake;
}

/** Runs `work`; seconds by the clock, and of processors. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; processor: number }> {
  const [before, began] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
}

/** The most memory that this process ever had, in megabytes. */
export const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

/** From gz files to their acknowledgement, and what windows and correlations take afterwards; in seconds. */
export async function wholeWay(
  { logs, records }: Made,
  { folder, progress }: { folder: string; progress: Progress },
  lake: Lake,
): Promise<{ seconds: number; processor: number; settling: number }> {
  await using store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...findingMigrations, ...ingestMigrations]);
  const sources = await allSources();
  const book = openBook({ own: await yamlFiles(join(contentFolder, 'rules')), other: [] });
  const opened = openDetector({ judge: openJudge(book, sources), lake, store, clock: systemClock });
  let settling = { seconds: 0, processor: 0 };
  const settle: Detector['settle'] = async (spans) => {
    settling = await timed(() => opened.settle(spans));
  };
  const detector = { ...opened, settle };
  const { ingest: config, retention } = loadConfig({ environment: {}, flags: {} });
  const { result: report, ...spent } = await timed(() =>
    ingest([logs], {
      lake,
      store,
      detector,
      sources,
      config,
      retention,
      progress,
      spool: join(folder, 'spool'),
      clock: systemClock,
    }),
  );
  const taken = Object.values(report.events).reduce((sum, count) => sum + count, 0);
  if (taken !== records || report.problems.length > 0)
    throw new Error(
      `${taken} of ${records}: ${report.problems
        .slice(0, 3)
        .map(({ en }) => en)
        .join(' ')}`,
    );
  // Files are acknowledged before windows and correlations look at their time as a whole.
  return {
    seconds: spent.seconds - settling.seconds,
    processor: spent.processor - settling.processor,
    settling: settling.seconds,
  };
}
