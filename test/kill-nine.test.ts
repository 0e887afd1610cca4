import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLake } from '#lake';

const root = new URL('..', import.meta.url).pathname;
const files = 12;
const eventsInFile = 1500;
let folder: string;
let logs: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-kill-'));
  logs = join(folder, 'AWSLogs');
  await mkdir(logs);
  for (let file = 0; file < files; file++) {
    await writeFile(join(logs, `calls-${file}.json.gz`), gzipSync(JSON.stringify({ Records: calls(file) })));
    await writeFile(join(logs, `flows-${file}.log.gz`), gzipSync(flows(file)));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Calls of a file; the last hundred come again in the next file, as real trails deliver them. */
function calls(file: number): object[] {
  return Array.from({ length: eventsInFile }, (_, index) => {
    const number = file * (eventsInFile - 100) + index;
    return {
      eventVersion: '1.09',
      eventID: `event-${number}`,
      eventTime: new Date(Date.parse('2026-03-01T00:00:00Z') + number * 1000).toISOString().replace('.000', ''),
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: number % 50 === 0 ? 'StopLogging' : 'DescribeTrails',
      awsRegion: 'ap-northeast-1',
      sourceIPAddress: '203.0.113.9',
      userIdentity: { type: 'IAMUser', userName: 'rin', arn: 'arn:aws:iam::111122223333:user/rin' },
      recipientAccountId: '111122223333',
    };
  });
}

function flows(file: number): string {
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  const lines = Array.from({ length: 3000 }, (_, index) => {
    const start = 1_772_323_200 + file * 600 + (index % 600);
    return `2 111122223333 eni-${index % 7} 198.51.100.${index % 250} 10.0.0.5 ${1024 + index} 22 6 3 180 ${start} ${start + 9} REJECT OK`;
  });
  // Over the hours of two files somebody inside tries ports: what only a window over both sees.
  const scan = Array.from({ length: 30 }, (_, index) => {
    const start = 1_772_323_200 + file * 600 + index * 9;
    return `2 111122223333 eni-9 10.0.0.9 10.0.0.7 40000 ${1 + file * 30 + index} 6 1 44 ${start} ${start + 1} REJECT OK`;
  });
  return `${header}\n${[...lines, ...(file < 2 ? scan : [])].join('\n')}\n`;
}

/** Runs `yagura ingest` to its end, or kills it with SIGKILL after so many milliseconds. True when it came to its end. */
async function run(data: string, killAfter?: number): Promise<boolean> {
  const child = spawn(process.execPath, [join(root, 'bin/yagura'), 'ingest', logs, '--data', data], {
    stdio: 'ignore',
  });
  const ended = new Promise<boolean>((resolve) => child.on('exit', (code) => resolve(code === 0)));
  if (killAfter === undefined) return ended;
  await Promise.race([ended, setTimeout(killAfter)]);
  child.kill('SIGKILL');
  return ended;
}

/** What the lake holds, as figures that an event lost or counted twice would change. */
async function held(data: string): Promise<unknown> {
  await using lake = await openLake({ path: join(data, 'lake'), memoryMegabytes: 500, threads: 2 });
  return lake.rows(
    `SELECT (SELECT count() FROM api_activity) AS calls, (SELECT uniqExact(id) FROM api_activity) AS ids,
            (SELECT count() FROM network_activity) AS flows, (SELECT uniqExact((file, position)) FROM network_activity) AS places,
            (SELECT count() FROM occurrences) AS occurrences, (SELECT uniqExact((rule, event_id)) FROM occurrences) AS hits,
            (SELECT max(count) FROM finding_changes) AS counted,
            (SELECT groupArray((rule, finding, time, en)) FROM (SELECT * FROM alerts FINAL WHERE alive ORDER BY rule, finding, time)) AS alerts,
            (SELECT arraySort(groupArray((time, machine, port, sent))) FROM machine_ports) AS ports,
            (SELECT arraySort(groupArray((kind, time, machine, far, port, sent))) FROM machine_talks) AS talks,
            (SELECT arraySort(groupUniqArray((time, scope, subject, dimension, value))) FROM habits) AS habits,
            (SELECT arraySort(groupUniqArray((time, account, action, calls))) FROM (SELECT * FROM call_rates FINAL)) AS rates`,
  );
}

test('killed with -9 at random in an import and in what it evaluates, nothing is lost and nothing counts twice', async () => {
  const [quiet, killed] = [join(folder, 'quiet'), join(folder, 'killed')];
  const begun = performance.now();
  expect(await run(quiet)).toBe(true);
  const took = performance.now() - begun;
  // The files are read in the first half; whoever is started again after that begins by evaluating.
  const moments = [0.3, 0.55, 0.35, 0.4].map((part) => Math.round(took * (part + Math.random() / 4)));
  const ends: boolean[] = [];
  for (const moment of moments) ends.push(await run(killed, moment));
  expect(ends, `killed after ${moments.join(', ')} ms`).toContain(false);
  expect(await run(killed)).toBe(true);
  const expected = await held(quiet);
  expect(expected).toMatchObject([{ calls: files * (eventsInFile - 100) + 100, flows: files * 3000 + 60 }]);
  expect(JSON.stringify(expected)).toContain('1f0bb7a5'); // the window over two files fired
  expect(await held(killed), `killed after ${moments.join(', ')} ms of ${Math.round(took)}`).toEqual(expected);
}, 180_000);
