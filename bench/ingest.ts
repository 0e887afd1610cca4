/**
 * How fast logs come in: gz files, decompressed, read, written to the lake, judged by all rules, acknowledged in the
 * ledger; beside what the engine alone does with the same input, already decompressed. The logs are made in one
 * process and read in another, so that the peak of memory is that of reading. The clock runs from the first file, with
 * lake and rules open, to the last acknowledgement; the compiler of JavaScript, some half a second of processor time, is
 * within. So the input is what a company brings first, a month of calls, and a few hours of flow records.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Progress } from '#kernel';
import type { Lake } from '#lake';
import { Made, makeCalls, makeFlows } from './imports/made-logs.ts';
import { benchLake, peakMegabytes, timed, wholeWay } from './imports/whole-way.ts';

/** Flow files as a busy VPC delivers them: a few large ones, or many small ones. */
const flowShapes = { large: { files: 24, records: 250_000 }, small: { files: 3000, records: 2000 } };

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
  { name: 'CloudTrail', target: 50_000, make: (folder) => makeCalls(folder), alone: callsAlone, table: 'api_activity' },
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
  await using lake = await benchLake(place);
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

async function engineAlone(bench: Bench, { plain }: Made, lake: Lake): Promise<{ seconds: number; processor: number }> {
  await lake.client.command({ query: `TRUNCATE TABLE ${bench.table}` });
  return timed(() => lake.client.command({ query: bench.alone(plain) }));
}
