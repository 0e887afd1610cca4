/**
 * What the lake in process takes in and answers, beside what its engine does alone on the same work.
 * `npm run bench lake [-- millions of rows]`, 10 unless told otherwise; needs some 2 GB of disk for a few minutes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLake, PackedRows, type Lake, type LakeTable, type Row } from '#lake';
import { allSources, tables } from '#sources';

const million = 1_000_000;
const calls: LakeTable = { name: 'api_activity', columns: tables.api_activity, orderBy: ['time', 'id'], time: 'time' };
const flows: LakeTable = {
  name: 'network_activity',
  columns: tables.network_activity,
  orderBy: ['time', 'interface'],
  time: 'time',
};
const start = Date.UTC(2026, 0, 1);

/** One line of the table: what was done, how much of it, and how long it took. */
interface Line {
  readonly what: string;
  readonly milliseconds: number;
  /** Rows that were taken; absent for a question. */
  readonly rows?: number;
  /** Milliseconds of the engine alone on the same work. */
  readonly alone?: number;
}

async function main(): Promise<void> {
  const millions = Number(process.argv[2] ?? 10);
  const folder = await mkdtemp(join(tmpdir(), 'yagura-bench-'));
  say(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), shared with others: figures vary by half from run to run`,
  );
  say(
    `${'what'.padEnd(46)}${'ms'.padStart(9)}${'rows/s'.padStart(12)}${'engine ms'.padStart(11)}${'x engine'.padStart(10)}`,
  );
  try {
    await using lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 700, threads: 2 });
    await lake.migrate([calls, flows]);
    await appending(lake);
    await columns(lake);
    await lake.client.command({ query: 'TRUNCATE TABLE api_activity' });
    let filled = 0;
    for (const size of new Set([Math.min(1, millions), millions])) {
      await fill(lake, filled * million, size * million);
      filled = size;
      await questions(lake, size);
      await repeating(lake, size);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(`resident memory at its highest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

/** Calls as an import brings them: 20,000 at once, each with its event of some 1,100 bytes. */
async function appending(lake: Lake): Promise<void> {
  const [batch, batches] = [20_000, 15];
  const rows = batch * batches;
  const alone = await timed(() =>
    lake.client.command({ query: `INSERT INTO api_activity (${names}) ${generated(0, rows, 1000)}` }),
  );
  await lake.client.command({ query: 'TRUNCATE TABLE api_activity' });
  const spent = { append: 0, fresh: 0, known: 0 };
  for (let turn = 0; turn < batches; turn += 1) {
    const some = Array.from({ length: batch }, (_, index) => call(turn * batch + index));
    spent.append += await timed(() => lake.append(calls, some));
    await lake.client.command({ query: 'TRUNCATE TABLE api_activity' });
    spent.fresh += await timed(() => lake.appendNew(calls, some, ['time', 'id']));
    spent.known += await timed(() => lake.appendNew(calls, some, ['time', 'id']));
  }
  print({ what: 'append calls', milliseconds: spent.append, rows, alone });
  print({ what: 'appendNew calls, new', milliseconds: spent.fresh, rows, alone });
  print({ what: 'appendNew calls, known', milliseconds: spent.known, rows });
}

/** Flow records as an import packs them: read into columns, in pieces of some hundred. */
async function columns(lake: Lake): Promise<void> {
  const vpcflow = (await allSources()).find(({ name }) => name === 'vpcflow');
  const text = Buffer.from(Array.from({ length: million }, (_, n) => `${flowLine(n)}\n`).join(''));
  const alone = await timed(() =>
    lake.client.command({ query: `INSERT INTO network_activity (${flowNames}) ${generatedFlows}` }),
  );
  const milliseconds = await timed(async () => {
    const rows = new PackedRows(flows);
    const reader = vpcflow?.columnReader?.(flowLine(0));
    if (reader === undefined) throw new Error('Flow records can no longer be read into columns.');
    for (let at = 0; at < text.length;) {
      const read = reader.read(text, at);
      rows.addMany({ ...read.columns, cells: { ...read.columns.cells, source: 'vpcflow', file: 'one' } });
      at = read.next;
    }
    await lake.append(flows, rows);
    rows.release();
  });
  print({ what: 'append flow records, read into columns', milliseconds, rows: million, alone });
}

async function questions(lake: Lake, size: number): Promise<void> {
  const asked = {
    'count by day and source':
      'SELECT source, toDate(time) AS day, count() AS n, min(time), max(time), groupUniqArray(100)(account) FROM api_activity GROUP BY source, day',
    'group by account':
      'SELECT account, count() AS n, uniqExact(principal) FROM api_activity GROUP BY account ORDER BY n DESC',
    'one principal, its last 50 calls':
      "SELECT time, action, address FROM api_activity WHERE principal LIKE '%/user-7' ORDER BY time DESC LIMIT 50",
  };
  for (const [what, sql] of Object.entries(asked)) {
    await lake.rows(sql);
    print({ what: `${what}, ${size} million`, milliseconds: await timed(() => lake.rows(sql)) });
  }
  print({
    what: `the same through ask, ${size} million`,
    milliseconds: await timed(() =>
      lake.ask(asked['group by account'], { seconds: 30, memoryMegabytes: 500, rows: 100 }),
    ),
  });
}

/** The cost of a batch that may be there already, as the table grows. */
async function repeating(lake: Lake, size: number): Promise<void> {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({ ...call(500_000 + index), id: `${index} at ${size}` }));
  for (const what of ['new', 'known'])
    print({
      what: `appendNew 10,000 calls, ${what}, ${size} million`,
      milliseconds: await timed(() => lake.appendNew(calls, rows, ['time', 'id'])),
      rows: rows.length,
    });
}

function call(n: number): Row {
  const account = String(111_111_111_111 + (n % 7));
  const raw = { eventVersion: '1.08', eventID: `event-${n}`, awsRegion: 'us-east-1', requestParameters: pad(n), n };
  return {
    time: start + n * 260,
    source: 'cloudtrail',
    id: `event-${n}`,
    file: `file-${Math.floor(n / 5000)}`,
    position: n,
    account,
    region: 'us-east-1',
    service: 's3.amazonaws.com',
    action: `Action${n % 60}`,
    principal: `arn:aws:iam::${account}:user/user-${n % 90}`,
    address: `198.51.100.${n % 250}`,
    raw: JSON.stringify(raw),
  };
}

const pad = (n: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 24 }, (_, part) => [`parameter${part}`, `value-${(n * 7919 + part * 104_729) % 999_983}`]),
  );

const names = 'time, source, id, file, position, account, region, service, action, principal, address, raw';

/** The same calls, made by the engine; `size` is that of their events. */
const generated = (from: number, to: number, size: number): string => `
  SELECT fromUnixTimestamp64Milli(toInt64(${start} + number * 260)) AS time, 'cloudtrail', concat('event-', number),
         concat('file-', intDiv(number, 5000)), number, toString(111111111111 + number % 7) AS account, 'us-east-1', 's3.amazonaws.com',
         concat('Action', number % 60), concat('arn:aws:iam::', account, ':user/user-', number % 90),
         concat('198.51.100.', number % 250), concat('{"n":', number, ',"parameters":"', hex(randomString(${size / 2})), '"}')
  FROM numbers(${from}, ${to - from}) SETTINGS max_block_size = 8192`;

async function fill(lake: Lake, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += million)
    await lake.client.command({
      query: `INSERT INTO api_activity (${names}) ${generated(at, Math.min(to, at + million), 100)}`,
    });
}

const flowLine = (n: number): string =>
  `2 111122223333 eni-0a1b2c3d4e5f${n % 9} 10.0.${n % 250}.20 198.51.100.${n % 240} ${1024 + (n % 60_000)} 443 6 ${n % 90} ${n} ${1_790_000_000 + n} ${1_790_000_060 + n} ACCEPT OK`;

const flowNames =
  'time, end_time, account, interface, src_address, dst_address, src_port, dst_port, protocol, packets, bytes, action, status';

/** The same records, made by the engine. */
const generatedFlows = `
  SELECT toDateTime64(1790000000 + number, 3, 'UTC'), toDateTime64(1790000060 + number, 3, 'UTC'), '111122223333',
         concat('eni-0a1b2c3d4e5f', number % 9), concat('10.0.', number % 250, '.20'), concat('198.51.100.', number % 240),
         1024 + number % 60000, 443, 6, number % 90, number, 'ACCEPT', 'OK' FROM numbers(${million})`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function print({ what, milliseconds, rows, alone }: Line): void {
  const rate = rows === undefined ? '' : String(Math.round((rows / milliseconds) * 1000));
  const ratio = alone === undefined ? '' : (alone / milliseconds).toFixed(2);
  const engine = alone === undefined ? '' : alone.toFixed(0);
  say(
    `${what.padEnd(46)}${milliseconds.toFixed(0).padStart(9)}${rate.padStart(12)}${engine.padStart(11)}${ratio.padStart(10)}`,
  );
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await main();
