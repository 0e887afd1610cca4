import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLake } from '#lake';

const child = fileURLToPath(new URL('import-in-child.contract.ts', import.meta.url));
const kills = 4;

let folder: string;
let logs: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-killed-'));
  logs = join(folder, 'logs');
  await mkdir(logs);
  for (let file = 0; file < 60; file += 1) await writeFile(join(logs, `calls-${file}.json.gz`), gzipSync(calls(file)));
  for (let file = 0; file < 40; file += 1) await writeFile(join(logs, `flows-${file}.log`), flows(file, 300));
  for (let file = 0; file < 2; file += 1) await writeFile(join(logs, `large-${file}.log`), flows(100 + file, 8000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A delivery of CloudTrail: every event comes in two files, and one record of each file cannot be read. */
function calls(file: number): string {
  const records = Array.from({ length: 300 }, (_, at) => ({
    eventVersion: '1.09',
    eventID: `event-${(file >> 1) * 300 + at}`,
    eventTime: new Date(Date.UTC(2026, 2, 1 + (file >> 1), 0, at)).toISOString(),
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    userIdentity: { type: 'IAMUser', userName: `user-${at % 7}` },
    recipientAccountId: '111122223333',
  }));
  return JSON.stringify({ Records: [...records, { eventName: 'NoTime', file }] });
}

function flows(file: number, count: number): string {
  const start = 1_772_000_000 + file * 60;
  const line = (at: number): string =>
    `2 111122223333 eni-${file} 10.0.0.${at % 250} 10.1.0.9 ${1024 + at} 443 6 9 ${at} ${start} ${start + 60} ACCEPT OK\n`;
  return `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n${Array.from({ length: count }, (_, at) => line(at)).join('')}`;
}

/** Runs the import in a process of its own; with `killAfter` it gets no chance to say goodbye. */
async function run(data: string, killAfter?: number): Promise<'finished' | 'killed'> {
  const running = spawn(process.execPath, ['--import', 'tsx', child, data, logs], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  running.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  running.stdout.once('data', () => {
    if (killAfter !== undefined) setTimeout(() => running.kill('SIGKILL'), killAfter);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    running.once('exit', (code, signal) => resolve([code, signal])),
  );
  if (signal === 'SIGKILL') return 'killed';
  if (code !== 0) throw new Error(errors);
  return 'finished';
}

/** Everything that the import put into the lake, in a few figures that no row can leave unchanged. */
async function content(data: string): Promise<unknown[]> {
  await using lake = await openLake({ path: join(data, 'lake'), memoryMegabytes: 500, threads: 2 });
  const figures = 'count() AS rows, uniqExact(id) AS ids, toString(groupBitXor(cityHash64(time, id, raw))) AS mix';
  return [
    await lake.rows(`SELECT ${figures} FROM api_activity`),
    await lake.rows(
      `SELECT count() AS rows, toString(groupBitXor(cityHash64(time, file, position, interface, src_port, bytes))) AS mix FROM network_activity`,
    ),
    await lake.rows('SELECT file, line, count() AS rows FROM quarantine GROUP BY file, line ORDER BY file, line'),
  ];
}

test('An import that is killed again and again gives the lake that an undisturbed one gives', async () => {
  const [calm, stormy] = [join(folder, 'calm'), join(folder, 'stormy')];
  await run(calm);
  const outcomes: string[] = [];
  for (let time = 0; time < kills; time += 1) outcomes.push(await run(stormy, 40 + time * 260 + ((time * 7919) % 100)));
  expect(outcomes).toContain('killed');
  expect(await run(stormy)).toBe('finished');
  const expected = await content(calm);
  expect(expected).toMatchObject([[{ rows: 9000, ids: 9000 }], [{ rows: 28_000 }], { length: 60 }]);
  expect(await content(stormy)).toEqual(expected);
  expect(await readdir(join(stormy, 'spool')), 'what the killed processes left is gone').toEqual([]);
}, 300_000);
