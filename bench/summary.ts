// How long the data of the Summary takes at one and at ten million events, beside the bare count of the engine.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingChanges, findingMigrations, occurrences, record, summarise } from '#findings';
import { ingestTables } from '#ingest';
import { systemClock } from '#kernel';
import { openLake, type Lake } from '#lake';
import { openStore, type Store } from '#store';

const findings = 5000;

const folder = await mkdtemp(join(tmpdir(), 'yagura-bench-'));
const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 1000, threads: 2 });
const store = await openStore({ path: join(folder, 'store.db') });
await lake.migrate([...ingestTables, occurrences, findingChanges]);
await store.migrate(findingMigrations);
await fillFindings(store, lake);

const rows: Record<string, string>[] = [];
let filled = 0;
for (const millions of [1, 10]) {
  for (; filled < millions * 1_000_000; filled += 500_000) await fillEvents(lake, filled, filled + 500_000);
  const summary = await median(() => summarise({}, { lake, store, clock: systemClock, simulated: false, sources: [] }));
  const engine = await median(() => lake.rows('SELECT toDate(time) AS day, count() FROM api_activity GROUP BY day'));
  rows.push({
    events: filled.toLocaleString('en'),
    'Summary, ms': summary.toFixed(0),
    'engine: count per day, ms': engine.toFixed(0),
    ratio: (summary / engine).toFixed(1),
    'target, ms': millions === 1 ? '100' : '1000',
  });
}
console.log(
  `${cpus().length} shared, noisy cores; Node ${process.version}; ${findings.toLocaleString('en')} findings; median of 7`,
);
console.table(rows);
await lake[Symbol.asyncDispose]();
await store[Symbol.asyncDispose]();
await rm(folder, { recursive: true });
process.exit(0);

async function fillEvents(into: Lake, from: number, to: number): Promise<void> {
  await into.client.command({
    query: `INSERT INTO api_activity (time, source, id, account, region, service, action, principal, address, raw)
      SELECT now64(3) - toIntervalSecond(number % 2592000), 'cloudtrail', toString(generateUUIDv4()), toString(111122223333 + number % 5),
             ['ap-northeast-1', 'us-east-1'][1 + number % 2], 's3.amazonaws.com', concat('Action', toString(number % 300)),
             concat('arn:aws:iam::111122223333:role/r', toString(number % 200)), '203.0.113.9', '{}'
      FROM numbers(${from}, ${to - from})`,
  });
}

async function fillFindings(into: Store, lake: Lake): Promise<void> {
  const now = Date.now();
  const severities = ['low', 'medium', 'high', 'critical'] as const;
  const rows = Array.from({ length: findings }, (_, index) => ({ index, time: now - (index % 30) * 86_400_000 }));
  const claims = rows.map(({ index, time }) => ({
    rule: `rule-${index % 120}`,
    type: `Recon:IAMUser/Type${index % 120}`,
    title: { en: `Title ${index % 120}`, ja: `題 ${index % 120}` },
    severity: severities[index % 4] ?? 'low',
    tactics: [],
    techniques: [],
    account: String(111122223333 + (index % 5)),
    region: 'ap-northeast-1',
    principal: `role-${index}`,
    resource: `bucket-${index % 900}`,
    event: {
      source: 'cloudtrail',
      table: 'api_activity' as const,
      id: `event-${index}`,
      time,
      fields: {},
      columns: {},
    },
    file: 'f',
    position: index,
    matched: [],
  }));
  await record(claims, { lake, store: into, clock: systemClock });
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 7; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[3] ?? 0;
}
