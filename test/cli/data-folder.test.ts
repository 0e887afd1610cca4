import { once } from 'node:events';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig, systemClock } from '#kernel';
import { runInProcess, type Ran } from '../../src/cli/in-process.contract.ts';
import { openOwnOperations } from '../../src/own-machine.ts';
import { flows, hostile, query, stopsTrail, trail } from './made-up-logs.ts';
import { Bench, bound, steersTerminal } from './program.ts';

let bench: Bench;
const sql = 'SELECT time, user_name, count() OVER () AS calls, NULL AS nothing FROM api_activity';

beforeAll(async () => {
  bench = await Bench.open();
  await bench.write('logs/calls.json', trail(stopsTrail({ userIdentity: { type: 'IAMUser', userName: hostile } })));
  await bench.write('logs/flows.log', flows);
  await bench.write('logs/dns.jsonl', `${query}\n`);
});
afterAll(() => bench[Symbol.asyncDispose]());

test('the same logs twice change nothing, and the second time says so; what was read can be asked', async () => {
  const first = await bench.run(['ingest', 'logs'], { stdin: Buffer.from('what the script has left to read\n') });
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^Read 3 files in [\d.]+ s: 1 cloudtrail, 1 \w+, 1 \w+\.\n$/);
  const second = await bench.run(['ingest', 'logs']);
  expect(second).toMatchObject({ code: 0, err: '' });
  expect(second.out).toContain('3 files had been read before and changed nothing.');

  const table = await bench.run(['query', sql]);
  expect(table.code).toBe(0);
  expect(table.out).not.toMatch(steersTerminal);
  const [head = '', , row = ''] = table.out.split('\n');
  expect(head.indexOf('user_name')).toBe(row.indexOf('evil'));
  expect(head).toMatch(/^time +user_name +calls +nothing$/);
});

test('logs that were read and never served have their administrator, who can be given a key', async () => {
  expect((await bench.run(['keys', 'create', '--person', 'administrator'])).err).not.toContain('nobody');
  expect((await bench.run(['people', 'list'])).out).toMatch(/^administrator +administrator/m);
});

test('an import that somebody ends says that what was read is kept, and the same command again reads the rest', async () => {
  const words = ['ingest', 'logs', '-', '--data', join(bench.folder, 'ended')];
  const child = bench.start(words); // its standard input does not end
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const begun = async (): Promise<boolean> =>
    (await readdir(join(bench.folder, 'ended/spool')).catch(() => [])).length > 0;
  while (!(await begun())) await setTimeout(50);
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([null, 'SIGINT']);
  expect(err).toMatch(/^Ended before all was read\. What was read is kept; the same command again .+\.\n$/);
  const again = await bench.run(words, { stdin: Buffer.from(trail(stopsTrail({ eventID: 'the-rest' }))) });
  expect(again).toMatchObject({ code: 0, err: '' });
  const ids = await bench.run(['query', 'SELECT id FROM api_activity', '--data', join(bench.folder, 'ended')]);
  expect(ids.out).toContain('the-rest');
});

test('what was read is told as lines of JSON and of CSV too; what is no reading of the tables is refused with 1 and a sentence', async () => {
  const config = loadConfig({ environment: {}, flags: { data: join(bench.folder, 'data') } });
  await using machine = await openOwnOperations(config, systemClock);
  // A command closes what it opened; here the next one asks the same.
  const operations = async () => ({ ...machine, [Symbol.asyncDispose]: async () => undefined });
  const query = (...words: string[]): Promise<Ran> => runInProcess(['query', ...words], { operations });

  const lines = await query('--format', 'jsonl', sql);
  expect(lines.out).not.toMatch(steersTerminal);
  expect(JSON.parse(lines.out)).toMatchObject({ user_name: hostile, nothing: null });
  const csv = await query('--format', 'csv', sql);
  expect(csv.out).toMatch(/^"time","user_name","calls","nothing"\n"2026-11-20T03:04:05.000Z","evil/);
  expect(csv.out).not.toMatch(steersTerminal);
  const { code, out, err } = await query("INSERT INTO FUNCTION file('x') SELECT * FROM file('/etc/passwd')");
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^The query (is not|cannot be) answered: .+\n$/);
});

test('while it is served, it answers queries and doctor, and a second server learns who holds the folder; SIGTERM ends it with 0', async () => {
  const child = bench.start(['serve', '--port', '0', 'logs']);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.resume();
  while (!/^Read /m.test(out)) await once(child.stdout, 'data');
  expect(out).toMatch(/^Yagura is at http:\/\/127\.0\.0\.1:\d+\nSign in \(this link works once\): http/);
  const port = /127\.0\.0\.1:(\d+)/.exec(out)?.[1] ?? '';

  const doctor = await bench.run(['doctor'], { environment: { YAGURA_WEB_PORT: port } });
  expect(doctor.code).toBe(0);
  expect(doctor.out).toMatch(new RegExp(`^ok {5}Lake and store: .*open by the server at http://127.*:${port}$`, 'm'));
  expect(doctor.out).toMatch(new RegExp(`^ok {5}Port: Yagura answers at http://127.*:${port}$`, 'm'));
  const asked = await bench.run([
    'query',
    '--format',
    'csv',
    "SELECT count() AS calls FROM api_activity WHERE source = 'cloudtrail'",
  ]);
  expect(asked).toMatchObject({ code: 0, out: '"calls"\n"1"\n', err: '' });
  const second = await bench.run(['serve', '--port', '0']);
  expect(second.code).toBe(1);
  expect(second.err).toMatch(
    new RegExp(`data open already and answers at http://127.*:${port}\\. .*process ${child.pid}.*--data\\.$`, 'm'),
  );
  expect(doctor.out).toMatch(/^ok {5}Rules: \d+ are in force$/m);

  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test('doctor says ok to what is, and what to do about a data folder that cannot be', async () => {
  const server = createServer().listen(0, '127.0.0.1'); // a free port: taken, asked, given back
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  await new Promise((resolve) => server.close(resolve));
  const well = await bench.run(['doctor'], { environment: { YAGURA_WEB_PORT: port } });
  expect(well).toMatchObject({ code: 0, err: '' });
  expect(
    well.out
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('ok     ')),
  ).toBe(true);

  const file = await bench.write('file', 'not a folder');
  const lake = { YAGURA_WEB_PORT: port, YAGURA_LAKE_URL: 'http://127.0.0.1:9/yagura', YAGURA_LANGUAGE: 'ja' };
  const away = await bench.run(['doctor', '--data', join(bench.folder, 'none')], { environment: lake });
  expect(away.code).toBe(1);
  expect(away.out).toMatch(/^問題あり データベース: ClickHouse（127\.0\.0\.1:9）.+ECONNREFUSED: .+lake\.url/m);
  const ill = await bench.run(['doctor', '--data', join(file, 'data')], { environment: { YAGURA_WEB_PORT: port } });
  expect(ill.code).toBe(1);
  expect(ill.out).toMatch(/^WRONG  Data folder: .*cannot be written: .*--data\.$/m);
  expect(ill.out).toMatch(/^ok {5}Room on the disk/m);
  expect(ill.out).not.toContain('WRONG  Rules');

  const ingest = await bench.run(['ingest', 'logs', '--data', join(file, 'data')]);
  expect(ingest).toMatchObject({ code: 2, out: '' });
  expect(ingest.err).toMatch(/^The data folder .* cannot be made: .*--data/);
});

test('who only looks leaves the first start its simulated month', async () => {
  const data = join(bench.folder, 'untouched');
  expect((await bench.run(['doctor', '--data', data])).out).toMatch(/^ok {5}Lake and store: nothing is kept yet/m);
  const { code, err } = await bench.run(['query', 'SELECT count() FROM api_activity', '--data', data]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^Nothing has been served from .* yagura serve --data .*\(or read logs first: yagura ingest PATH\)\.$/m,
  );
  expect(await readdir(data)).toEqual([]);
});

const runner = bound();

test.skipIf(runner === undefined)(
  'a data folder without permission is named with the remedy (skipped for root in a folder of its own)',
  async () => {
    await chmod(bench.folder, 0o755);
    const locked = join(bench.folder, 'locked');
    await mkdir(locked);
    await chmod(locked, 0o555);
    const { code, out } = await bench.run(['doctor', '--data', locked], { runner });
    expect(code).toBe(1);
    expect(out).toMatch(/^WRONG  Data folder: .*cannot be written: .*chmod/m);
  },
);
