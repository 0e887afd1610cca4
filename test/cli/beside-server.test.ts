// Opens no lake.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { flows, looksAtTrail, stopsTrail, trail } from './made-up-logs.ts';
import { Bench } from './program.ts';

let bench: Bench;
let server: ChildProcess;
const files = 20;
const callsInFile = 1000;

/** A folder of calls that takes some seconds to read. */
async function writeMany(name: string): Promise<number> {
  for (let file = 0; file < files; file += 1) {
    const calls = Array.from({ length: callsInFile }, (_, at) =>
      looksAtTrail({ eventID: `${name}-${file}-${at}`, sourceIPAddress: `198.51.100.${at % 250}` }),
    );
    await bench.write(`${name}/calls-${file}.json.gz`, gzipSync(trail(...calls)));
  }
  return files * callsInFile;
}

async function startServer(): Promise<ChildProcess> {
  await bench.write('first/stop.json', trail(stopsTrail()));
  const child = bench.start(['serve', '--port', '0', 'first']);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.resume();
  while (!/^Read /m.test(out)) await once(child.stdout, 'data');
  return child;
}

const Announced = z.object({ url: z.string(), token: z.string() });
const announced = async () =>
  Announced.parse(JSON.parse(await readFile(join(bench.folder, 'data/server.json'), 'utf8')));

/** What the server is busy with, asked of it as the command line asks. */
async function phase(): Promise<string> {
  const { url, token } = await announced();
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const reply = await fetch(`${url}/call/yagura/GetStatus`, { method: 'POST', headers, body: '{}' });
  return z.object({ phase: z.string() }).parse(await reply.json()).phase;
}

async function until(wanted: string): Promise<void> {
  while ((await phase()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** How many events there are whose id begins so, each counted once and as often as it is there. */
async function held(name: string): Promise<string> {
  const sql = `SELECT uniqExact(id), count() FROM api_activity WHERE id LIKE '${name}-%'`;
  const { out } = await bench.run(['query', '--format', 'csv', sql]);
  return out.split('\n')[1] ?? '';
}

beforeAll(async () => {
  bench = await Bench.open();
  server = await startServer();
});
afterAll(async () => {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
  await bench[Symbol.asyncDispose]();
});

test('an import beside a running server is read by it: by paths from where one stands, from standard input, with what is wrong', async () => {
  await bench.write('elsewhere/logs/flows.log', flows);
  const runner = { cwd: join(bench.folder, 'elsewhere') };
  expect(await bench.run(['ingest', 'logs'], { runner })).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^Read 1 file in [\d.]+ s: 1 vpcflow\.\n$/),
  });
  expect((await bench.run(['ingest', 'logs'], { runner })).out).toContain('1 file had been read before');

  await bench.write('elsewhere/third.json', trail(looksAtTrail({ eventID: 'third' })));
  const both = { stdin: Buffer.from(trail(looksAtTrail({ eventID: 'second' }))), runner };
  expect((await bench.run(['ingest', '-', 'third.json'], both)).out).toMatch(
    /^Read 2 files in [\d.]+ s: 2 cloudtrail\./,
  );

  const wrong = await bench.run(['ingest', 'absent'], { runner });
  expect(wrong).toMatchObject({ code: 1, err: '' });
  expect(wrong.out).toMatch(/elsewhere\/absent: there is nothing under this name\. Check the path\.\n$/);
});

test('whoever ends the command is told that the server reads on, and it does', async () => {
  const all = await writeMany('left');
  const child = bench.start(['ingest', 'left']);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await until('importing');
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
  expect(err).toMatch(/^The server at http.* goes on reading; only this command ends\. .*GetStatus\n$/);
  expect(await phase()).toBe('importing');
  await until('ready');
  expect(await held('left')).toBe(`"${all}","${all}"`);
}, 60_000);

test('kill -9 of the command, then of the server, in the middle of an import loses nothing and counts nothing twice', async () => {
  const all = await writeMany('killed');
  const command = bench.start(['ingest', 'killed']);
  await until('importing');
  command.kill('SIGKILL');
  await once(command, 'exit');
  expect(await phase()).toBe('importing');
  await until('ready');
  expect(await held('killed')).toBe(`"${all}","${all}"`);

  await writeMany('again');
  const waiting = bench.run(['ingest', 'again']);
  await until('importing');
  server.kill('SIGKILL');
  const { code, err } = await waiting;
  expect(code).toBe(1);
  expect(err).toMatch(
    /^The server at http.* went away before all was read \(.+\)\. .*Start it again, and run this command again/,
  );
  server = await startServer();
  expect((await bench.run(['ingest', 'again'])).code).toBe(0);
  expect(await held('again')).toBe(`"${all}","${all}"`);
}, 90_000);

test("what a server shows of a made-up company is not mixed with logs of one's own, which are kept beside it", async () => {
  await mkdir(join(bench.folder, 'made-up'));
  const environment = { YAGURA_DATA: join(bench.folder, 'made-up') };
  const child = bench.start(['serve', '--port', '0'], environment);
  child.stdout.resume();
  child.stderr.resume();
  await once(child.stdout, 'data');
  child.kill('SIGSTOP'); // making a company up would cost more than all else here
  const { code, out, err } = await bench.run(['ingest', 'first'], { environment });
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Read 1 file in [\d.]+ s: 1 cloudtrail\.\n$/) });
  expect(err).toMatch(
    new RegExp(
      `shows the made-up company.*yagura serve, or npm start; that takes the place of it \\(process ${child.pid}\\)\\.\\n$`,
    ),
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test("a server that shows a made-up company makes way for one that is told of one's own logs", async () => {
  await mkdir(join(bench.folder, 'own'));
  const environment = { YAGURA_DATA: join(bench.folder, 'own') };
  const example = bench.start(['serve', '--port', '0'], environment);
  example.stdout.resume();
  example.stderr.resume();
  const over = once(example, 'exit');
  await once(example.stdout, 'data');
  const again = await bench.run(['serve', '--port', '0'], { environment });
  expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/made-up company is shown already.*serve PATH/) });

  const own = bench.start(['serve', '--port', '0', 'first'], environment);
  own.stderr.resume();
  let out = '';
  own.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  while (!/^Read 1 file/m.test(out)) await once(own.stdout, 'data');
  expect(await over).toEqual([0, null]);
  expect(out).toContain(`The server that showed the made-up company (process ${example.pid}) was ended`);
  own.kill('SIGTERM');
  await once(own, 'exit');
}, 180_000);
