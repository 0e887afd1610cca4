/**
 * What an import costs whose events lie in lone hours, far from each other: by what they hold, not by their number.
 * Both imports bring the same events, once within one hour and once an hour every twenty days. Processor time is of this
 * process, in which the engine runs.
 *
 * `npm run bench -- sparse-hours [hours]`: 100 unless given.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDetector, openJudge, windowTables } from '#detect';
import { alerts, findingChanges, findingMigrations, occurrences } from '#findings';
import { ingestTables } from '#ingest';
import { loadConfig, systemClock } from '#kernel';
import { openLake } from '#lake';
import { openStore } from '#store';
import { baselineTables } from '#baselines';
import { openLibrary } from '../src/library.ts';

const [hours = 100] = process.argv.slice(2).map(Number);
const [hour, apart] = [3_600_000, 20 * 86_400_000];
const first = Date.UTC(2020, 0, 5, 9);
const library = await openLibrary(loadConfig({ environment: {}, flags: {} }));
const judge = openJudge(library.book, library.sources);

async function measured(name: string, gap: number) {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-bench-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 1000, threads: 2 });
  const store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([...ingestTables, ...baselineTables, occurrences, findingChanges, alerts, ...windowTables]);
  await store.migrate(findingMigrations);
  const detector = openDetector({ lake, store, clock: systemClock, judge, beside: library });
  const starts = Array.from({ length: hours }, (_, at) => first + at * gap);
  const times = `fromUnixTimestamp64Milli(arrayJoin([${starts.map((at) => `toInt64(${at})`).join()}]) + number * 1000, 'UTC')`;
  await lake.client.command({
    query: `INSERT INTO network_activity (time, account, interface, src_address, dst_address, src_port, dst_port, protocol, packets, bytes, action)
      SELECT ${times}, '111122223333', 'eni-1', '10.0.0.5', concat('198.51.100.', toString(number % 50)), 1024 + number, 443, 6, 9, 900, 'ACCEPT' FROM numbers(50)`,
  });
  await lake.client.command({
    query: `INSERT INTO api_activity (time, id, account, region, service, action, principal_type, principal, address)
      SELECT ${times}, generateUUIDv4(), '111122223333', 'us-east-1', 's3.amazonaws.com', 'GetObject', 'AssumedRole', 'arn:aws:iam::111122223333:role/app', '198.51.100.7' FROM numbers(50)`,
  });
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await detector.settle(starts.map((from) => ({ from, to: from + hour - 1 })));
  const { user, system } = process.cpuUsage(before);
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
  return {
    what: name,
    hours,
    'wall, s': ((performance.now() - begun) / 1000).toFixed(1),
    'processor, s': ((user + system) / 1e6).toFixed(1),
  };
}

console.table([await measured('in one hour', 0), await measured('an hour every twenty days', apart)]);
process.exit(0);
