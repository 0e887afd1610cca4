/**
 * How much memory an import takes at most, of some input (a few batches) and of four times as much: it should not grow
 * with it. Logs are made in one process and imported, windows included, in another; some two minutes when it is calm.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { silent } from '#kernel';
import { Made, makeCalls, makeFlows } from './imports/made-logs.ts';
import { benchLake, peakMegabytes, wholeWay } from './imports/whole-way.ts';

const limitMegabytes = 1500;

/** Logs of a size: how many times the smallest. */
const logs: Readonly<Record<string, (folder: string, times: number) => Promise<Made>>> = {
  CloudTrail: (folder, times) => makeCalls(folder, 3 * times),
  'VPC flow, large files': (folder, times) => makeFlows(folder, { files: 3 * times, records: 250_000 }),
  'VPC flow, small files': (folder, times) => makeFlows(folder, { files: 375 * times, records: 2000 }),
};

const Measured = z.object({ records: z.number(), megabytes: z.number() });

const [, script = '', name = '', phase, folder = '', times] = process.argv;
const make = logs[name];
if (make === undefined) await table();
else
  process.stdout.write(
    `\n${JSON.stringify(phase === 'make' ? await make(folder, Number(times)) : await measure(folder))}\n`,
  );
process.exit(0);

async function table(): Promise<void> {
  const rows: Record<string, string>[] = [];
  for (const log of Object.keys(logs)) {
    const [some, more] = [await inOwnProcess(log, 1), await inOwnProcess(log, 4)];
    rows.push({
      log,
      records: some.records.toLocaleString('en'),
      'peak, MB': some.megabytes.toFixed(0),
      'four times as many': more.records.toLocaleString('en'),
      'their peak, MB': more.megabytes.toFixed(0),
      ratio: (more.megabytes / some.megabytes).toFixed(2),
      'limit, MB': String(limitMegabytes),
    });
  }
  console.table(rows);
}

async function inOwnProcess(log: string, size: number): Promise<z.infer<typeof Measured>> {
  const place = await mkdtemp(join(tmpdir(), 'yagura-bench-'));
  try {
    console.error(`${log}, ${size === 1 ? 'some' : 'four times as much'}: making the logs ...`);
    await writeFile(join(place, 'made.json'), run(log, 'make', place, size));
    console.error(`${log}, ${size === 1 ? 'some' : 'four times as much'}: importing them ...`);
    return Measured.parse(JSON.parse(run(log, 'measure', place, size)));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The last line that a phase prints. */
function run(log: string, doing: 'make' | 'measure', place: string, size: number): string {
  const done = spawnSync(process.execPath, [...process.execArgv, script, log, doing, place, String(size)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return done.stdout.trim().split('\n').at(-1) ?? '';
}

async function measure(place: string): Promise<z.infer<typeof Measured>> {
  const made = Made.parse(JSON.parse(await readFile(join(place, 'made.json'), 'utf8')));
  await using lake = await benchLake(place);
  await wholeWay(made, { folder: place, progress: silent }, lake);
  return { records: made.records, megabytes: peakMegabytes() };
}
