/**
 * How fast logs come in: gz files, decompressed, read, written to the lake, judged by all rules, acknowledged in the
 * ledger; beside what the engine alone does with the same input, already decompressed. The logs are made in one
 * process and read in another, so that the peak of memory is that of reading.
 */
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { openBook, openDetector, openJudge, type Detector, windowTables } from '#detect';
import { alerts, findingChanges, findingMigrations, occurrences } from '#findings';
import { ingest, ingestMigrations, ingestTables } from '#ingest';
import { contentFolder, loadConfig, systemClock, yamlFiles, type Progress } from '#kernel';
import { openLake, type Lake } from '#lake';
import { simulate } from '#simulate';
import { allSources } from '#sources';
import { openStore } from '#store';

/** Flow files as a busy VPC delivers them: a few large ones, or many small ones. */
const flowShapes = { large: { files: 8, records: 250_000 }, small: { files: 1000, records: 2000 } };

const Made = z.object({ logs: z.string(), plain: z.string(), records: z.number() });
const Measured = z.object({
  records: z.number(),
  seconds: z.number(),
  processor: z.number(),
  /** Seconds that windows and correlations took afterwards. */
  settling: z.number(),
  /** Peak of memory when half of the bytes were read, and at the end. */
  halfway: z.number(),
  megabytes: z.number(),
  alone: z.number(),
  /** Processor time of the engine alone. */
  processorAlone: z.number(),
});
type Measured = z.infer<typeof Measured>;

/** Log files, and the plain text of all of them in one file for the engine alone. */
type Made = z.infer<typeof Made>;

interface Bench {
  readonly name: string;
  readonly target: number;
  make(folder: string): Promise<Made>;
  /** What the engine alone does with the plain text. */
  readonly alone: (plain: string) => string;
  readonly table: string;
}

// The columns that pages and detections read most; the whole way fills all of them.
const callsAlone = (plain: string): string => `
  INSERT INTO api_activity (time, source, id, service, action, account, region, principal, address, agent, raw)
  SELECT parseDateTime64BestEffort(JSONExtractString(line, 'eventTime'), 3, 'UTC'), 'cloudtrail', JSONExtractString(line, 'eventID'),
    JSONExtractString(line, 'eventSource'), JSONExtractString(line, 'eventName'), JSONExtractString(line, 'recipientAccountId'),
    JSONExtractString(line, 'awsRegion'), JSONExtractString(line, 'userIdentity', 'arn'), JSONExtractString(line, 'sourceIPAddress'),
    JSONExtractString(line, 'userAgent'), line
  FROM file('${plain}', 'LineAsString', 'line String')
  SETTINGS max_block_size = 20000, min_insert_block_size_rows = 100000, min_insert_block_size_bytes = 64000000`;

const flowsAlone = (plain: string): string => `
  INSERT INTO network_activity (time, source, account, interface, src_address, dst_address, src_port, dst_port, protocol, packets, bytes, end_time, action, status)
  SELECT toDateTime64(start, 3, 'UTC'), 'vpcflow', account, interface, src, dst, sport, dport, protocol, packets, bytes, toDateTime64(finish, 3, 'UTC'), action, status
  FROM file('${plain}', 'CustomSeparated', 'version UInt8, account String, interface String, src String, dst String, sport UInt16, dport UInt16,
    protocol UInt8, packets UInt64, bytes UInt64, start UInt32, finish UInt32, action String, status String')
  SETTINGS format_custom_field_delimiter = ' ', format_custom_escaping_rule = 'CSV'`;

const benches: readonly Bench[] = [
  { name: 'CloudTrail', target: 50_000, make: makeCalls, alone: callsAlone, table: 'api_activity' },
  {
    name: 'VPC flow, large files',
    target: 800_000,
    make: (folder) => makeFlows(folder, flowShapes.large),
    alone: flowsAlone,
    table: 'network_activity',
  },
  {
    name: 'VPC flow, small files',
    target: 800_000,
    make: (folder) => makeFlows(folder, flowShapes.small),
    alone: flowsAlone,
    table: 'network_activity',
  },
];

const [, script = '', name, phase, folder = ''] = process.argv;
const one = benches.find((bench) => bench.name === name);
if (one === undefined) await table();
else
  process.stdout.write(`\n${JSON.stringify(phase === 'make' ? await one.make(folder) : await measure(one, folder))}\n`);
process.exit(0);

async function table(): Promise<void> {
  const rows: Record<string, string>[] = [];
  for (const bench of benches) {
    const { records, seconds, processor, settling, halfway, megabytes, alone, processorAlone } = await inOwnProcess(
      bench.name,
    );
    rows.push({
      log: bench.name,
      records: records.toLocaleString('en'),
      'whole way, /s': Math.round(records / seconds).toLocaleString('en'),
      'target, /s': bench.target.toLocaleString('en'),
      'engine alone, /s': Math.round(records / alone).toLocaleString('en'),
      ratio: (alone / seconds).toFixed(2),
      'then windows and correlations, s': settling.toFixed(1),
      'processor time each, us': ((processor / records) * 1e6).toFixed(1),
      'of the engine alone, us': ((processorAlone / records) * 1e6).toFixed(1),
      'peak memory halfway and at the end, MB': `${Math.round(halfway)}, ${Math.round(megabytes)}`,
    });
  }
  console.log(`${cpus().length} shared, noisy cores (load ${loadavg()[0]?.toFixed(1)}); Node ${process.version}`);
  console.table(rows);
}

async function inOwnProcess(bench: string): Promise<Measured> {
  const place = await mkdtemp(join(tmpdir(), 'yagura-bench-'));
  try {
    const made = run(bench, 'make', place);
    await writeFile(join(place, 'made.json'), made);
    return Measured.parse(JSON.parse(run(bench, 'measure', place)));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The last line that a phase prints. */
function run(bench: string, doing: 'make' | 'measure', place: string): string {
  const done = spawnSync(process.execPath, [...process.execArgv, script, bench, doing, place], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return done.stdout.trim().split('\n').at(-1) ?? '';
}

async function measure(bench: Bench, place: string): Promise<Measured> {
  const made = Made.parse(JSON.parse(await readFile(join(place, 'made.json'), 'utf8')));
  await using lake = await openLake({ path: join(place, 'lake'), memoryMegabytes: 700, threads: 2 });
  await lake.migrate([...ingestTables, occurrences, findingChanges, alerts, ...windowTables]);
  let halfway = 0;
  const progress: Progress = {
    report: ({ done, total = Infinity }) => void (halfway ||= done * 2 >= total ? peakMegabytes() : 0),
  };
  const { seconds, processor, settling } = await wholeWay(made, { folder: place, progress }, lake);
  const megabytes = peakMegabytes();
  const alone = await engineAlone(bench, made, lake);
  const processorAlone = alone.processor;
  return {
    records: made.records,
    seconds,
    processor,
    settling,
    halfway,
    megabytes,
    alone: alone.seconds,
    processorAlone,
  };
}

/** Runs `work`; seconds by the clock, and of processors. */
async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; processor: number }> {
  const [before, began] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

async function wholeWay(
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
  const { ingest: config } = loadConfig({ environment: {}, flags: {} });
  const { result: report, ...spent } = await timed(() =>
    ingest([logs], {
      lake,
      store,
      detector,
      sources,
      config,
      progress,
      spool: join(folder, 'spool'),
      clock: systemClock,
    }),
  );
  const taken = Object.values(report.events).reduce((sum, count) => sum + count, 0);
  if (taken !== records || report.problems.length > 0)
    throw new Error(`${taken} of ${records}: ${report.problems.slice(0, 3).join(' ')}`);
  // Files are acknowledged before windows and correlations look at their time as a whole.
  return {
    seconds: spent.seconds - settling.seconds,
    processor: spent.processor - settling.processor,
    settling: settling.seconds,
  };
}

async function engineAlone(bench: Bench, { plain }: Made, lake: Lake): Promise<{ seconds: number; processor: number }> {
  await lake.client.command({ query: `TRUNCATE TABLE ${bench.table}` });
  return timed(() => lake.client.command({ query: bench.alone(plain) }));
}

/** Ten days of a larger company, in as many files as CloudTrail would deliver. */
async function makeCalls(folder: string): Promise<Made> {
  const [logs, plain] = [join(folder, 'logs'), join(folder, 'plain')];
  const lines = createWriteStream(plain);
  let records = 0;
  for (const file of simulate({
    seed: 1,
    days: 10,
    until: new Date('2026-11-01'),
    stories: [],
    size: { factor: 14 },
  })) {
    if (!file.path.includes('/CloudTrail/')) continue;
    const path = join(logs, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, gzipSync(file.content));
    const { Records } = z.object({ Records: z.array(z.unknown()) }).parse(JSON.parse(file.content));
    records += Records.length;
    if (!lines.write(Records.map((record) => `${JSON.stringify(record)}\n`).join(''))) await once(lines, 'drain');
  }
  await new Promise<void>((resolve) => lines.end(() => resolve()));
  return { logs, plain, records };
}

/** Flow records as the default format has them. */
async function makeFlows(folder: string, shape: { files: number; records: number }): Promise<Made> {
  const [logs, plain] = [join(folder, 'logs'), join(folder, 'plain')];
  const lines = createWriteStream(plain);
  await mkdir(logs, { recursive: true });
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n';
  for (let file = 0; file < shape.files; file += 1) {
    const text = Array.from({ length: shape.records }, (_, at) => flowLine(file * shape.records + at)).join('');
    await writeFile(join(logs, `flow-${String(file).padStart(4, '0')}.log.gz`), gzipSync(header + text, { level: 1 }));
    if (!lines.write(text)) await once(lines, 'drain');
  }
  await new Promise<void>((resolve) => lines.end(() => resolve()));
  return { logs, plain, records: shape.files * shape.records };
}

function flowLine(at: number): string {
  const mixed = Math.imul(at + 1, 0x9e3779b1) >>> 0;
  const [a, b, c, d] = [mixed & 255, (mixed >>> 8) & 255, (mixed >>> 16) & 255, mixed >>> 24];
  const start = 1_790_000_000 + Math.floor(at / 500);
  const action = mixed % 20 === 0 ? 'REJECT' : 'ACCEPT';
  return `2 111122223333 eni-0a1b2c3d4e5f6${String(a % 40).padStart(4, '0')} 10.${b % 4}.${c}.${d} 10.${a % 4}.${d}.${b} ${1024 + (mixed % 60_000)} ${[443, 80, 53, 22, 5432, 3306][mixed % 6] ?? 443} 6 ${1 + (mixed % 90)} ${40 + (mixed % 90_000)} ${start} ${start + 60} ${action} OK\n`;
}
