/**
 * What the detections over many events cost for a day of logs: windows, lists, days of machines, baselines, sequences.
 * First a large day; then the tenth of ten smaller days, beside the same day alone in the lake: what it costs must not
 * grow with what is kept. Processor time is of this process, in which the engine runs; the engine's sum over the same
 * flows (bytes by interface) stands beside it for scale.
 *
 * `npm run bench -- windows [flows] [calls]`: 10 and 1 million unless given, of which the first row must take less than
 * 60 s on two quiet cores.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { knowledge } from '#attack';
import { baselineTables } from '#baselines';
import { openBook, openDetector, openJudge, windowTables } from '#detect';
import { alerts, findingChanges, findingMigrations, occurrences } from '#findings';
import { ingestTables } from '#ingest';
import { openGeography } from '#intel';
import { contentFolder, systemClock, yamlFiles } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { openStore } from '#store';

const [flows = 10_000_000, calls = 1_000_000] = process.argv.slice(2).map(Number);
const dayLength = 86_400_000;
const firstDay = Date.UTC(2026, 9, 1);
const judge = openJudge(
  openBook({ own: await yamlFiles(join(contentFolder, 'rules')), other: [] }),
  await allSources(),
);

/** What baselines need to know; networks are told by halves of addresses, as where nobody gives a database. */
const beside = {
  geography: await openGeography([]),
  knowledge: knowledge(await yamlFiles(join(contentFolder, 'knowledge'))).knowledge,
};

/** The last of some days, evaluated; the days before it were evaluated already. */
async function measured(name: string, size: { days: number; flows: number; calls: number }) {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-bench-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 2000, threads: 2 });
  const store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([...ingestTables, occurrences, findingChanges, alerts, ...baselineTables, ...windowTables]);
  await store.migrate(findingMigrations);
  const detector = openDetector({ lake, store, clock: systemClock, judge, beside });
  let spent = { seconds: 0, processor: 0 };
  for (let day = 0; day < size.days; day++) {
    const from = firstDay + day * dayLength;
    await fill(lake, from, size);
    spent = await timed(() => detector.settle([{ from, to: from + dayLength - 1 }]));
  }
  const engine = await timed(() =>
    lake.rows(
      `SELECT interface, sum(bytes) FROM network_activity WHERE time >= fromUnixTimestamp64Milli(${firstDay + (size.days - 1) * dayLength}) GROUP BY interface`,
    ),
  );
  const [learnt] = await lake.rows<{ rows: number }>('SELECT count() AS rows FROM habits');
  if (learnt?.rows === 0) throw new Error('No habit was learnt: the baselines were not asked.');
  const [found] = await lake.rows<{ alerts: number }>('SELECT count() AS alerts FROM alerts FINAL WHERE alive');
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
  return {
    what: name,
    flows: size.flows.toLocaleString('en'),
    calls: size.calls.toLocaleString('en'),
    'wall, s': spent.seconds.toFixed(1),
    'processor, s': spent.processor.toFixed(1),
    'engine sums the flows, processor s': engine.processor.toFixed(2),
    habits: (learnt?.rows ?? 0).toLocaleString('en'),
    alerts: String(found?.alerts ?? 0),
  };
}

async function timed(work: () => Promise<unknown>): Promise<{ seconds: number; processor: number }> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 };
}

/**
 * A day of a company: 2,000 machines of 20 networks that speak with balancers, databases and 40,000 strangers, who
 * knock as well; and the calls of 500 roles. Two records are the two directions of one conversation.
 */
async function fill(lake: Lake, from: number, { flows, calls }: { flows: number; calls: number }): Promise<void> {
  for (let at = 0; at < flows; at += 1_000_000)
    await lake.client.command({ query: flowsSql(from, flows, at, Math.min(1_000_000, flows - at)) });
  for (let at = 0; at < calls; at += 250_000)
    await lake.client.command({ query: callsSql(from, calls, at, Math.min(250_000, calls - at)) });
}

const flowsSql = (from: number, all: number, at: number, count: number): string => `
  INSERT INTO network_activity (time, end_time, source, file, position, account, region, vpc, interface, src_address, dst_address,
    src_port, dst_port, protocol, packets, bytes, action, status)
  WITH intDiv(number, 2) AS talk, number % 2 AS back, talk % 10 AS kind, cityHash64(talk) AS chance, chance % 2000 AS machine,
    concat('10.', toString(machine % 20), '.', toString(intDiv(machine, 20)), '.5') AS own,
    multiIf(kind < 3, concat('10.', toString(machine % 20), '.200.', toString(1 + intDiv(chance, 7) % 3)),
      kind < 5, concat('10.', toString(machine % 20), '.201.9'),
      concat('203.', toString(intDiv(chance, 11) % 200), '.', toString(intDiv(chance, 13) % 200), '.7')) AS other,
    kind < 3 OR kind >= 8 AS inward, multiIf(kind < 3, 8080, kind < 5, 5432, kind = 9, intDiv(chance, 17) % 4000, 443) AS port,
    32768 + intDiv(chance, 19) % 28000 AS client, inward = back AS out
  SELECT fromUnixTimestamp64Milli(${from} + intDiv(talk * 2 * ${dayLength}, ${all}), 'UTC') AS time, time + 20, 'vpcflow', toString(${from} + ${at}), number,
    '111122223333', 'ap-northeast-1', concat('vpc-', toString(machine % 20)), concat('eni-', toString(machine)),
    if(out, own, other), if(out, other, own), if(back, port, client), if(back, client, port), 6,
    5 + chance % 40, 400 + chance % 60000, if(kind = 9, 'REJECT', 'ACCEPT'), 'OK'
  FROM numbers(${at}, ${count}) WHERE kind != 9 OR NOT back`;

const callsSql = (from: number, all: number, at: number, count: number): string => `
  INSERT INTO api_activity (time, source, id, file, position, account, region, service, action, principal_type, principal, user_name,
    session_arn, access_key, address, agent, read_only, event_type, category, raw)
  WITH cityHash64(number) AS chance, chance % 500 AS role
  SELECT fromUnixTimestamp64Milli(${from} + intDiv(number * ${dayLength}, ${all}), 'UTC'), 'cloudtrail', concat(toString(${from}), '-', toString(number)), toString(${from}), number,
    toString(111122223333 + role % 8), 'ap-northeast-1', ['ec2.amazonaws.com', 's3.amazonaws.com', 'sts.amazonaws.com', 'kms.amazonaws.com'][1 + chance % 4],
    concat(['Describe', 'Get', 'List', 'Decrypt'][1 + chance % 4], 'Thing', toString(role % 40)), 'AssumedRole',
    concat('arn:aws:iam::', toString(111122223333 + role % 8), ':role/r', toString(role)), concat('r', toString(role)),
    concat('arn:aws:sts::', toString(111122223333 + role % 8), ':assumed-role/r', toString(role), '/s', toString(intDiv(chance, 3) % 4)),
    concat('ASIA', toString(role), toString(intDiv(chance, 3) % 4)), concat('203.0.', toString(role % 100), '.', toString(intDiv(chance, 5) % 3)), 'aws-sdk-java/2.20', true, 'AwsApiCall', 'Management', '{}'
  FROM numbers(${at}, ${count})`;

const rows: Record<string, string>[] = [await measured('a day', { days: 1, flows, calls })];
const small = { flows: Math.floor(flows / 20), calls: Math.floor(calls / 20) };
for (const days of [1, 10]) rows.push(await measured(`a twentieth, ${days} days kept`, { days, ...small }));
const [, alone, among] = rows.map((row) => Number(row['processor, s']));
console.log(
  `${cpus().length} shared cores, load ${loadavg()[0]?.toFixed(1)}; Node ${process.version}; ${judge.book.windows.length} windows. ` +
    `With ten days kept a day costs ${((among ?? 0) / (alone ?? 1)).toFixed(2)} times as much.`,
);
console.table(rows);
process.exit(0);
