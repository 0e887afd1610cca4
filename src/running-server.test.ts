// Opens no lake.
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announce, answers, refusalIn, runningServer } from './running-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-running-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const written = (text: string) => writeFile(join(folder, 'server.json'), text);
const running = { url: 'http://127.0.0.1:9', token: 't', simulated: false };

test('a server is found where it said that it is, by the owner of the data alone, until it ends', async () => {
  {
    await using _ = await announce(folder, running);
    expect(await runningServer(folder)).toEqual({ ...running, pid: process.pid });
    expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
  }
  expect(await runningServer(folder)).toBeUndefined();
});

test('what a server left that was killed, or a power cut of its file, is no server and hinders nobody', async () => {
  await written(JSON.stringify({ ...running, pid: 4_194_305 }));
  expect(await runningServer(folder)).toBeUndefined();
  for (const text of ['', '{"pid":', 'null', '{"pid":"x"}']) {
    await written(text);
    expect(await runningServer(folder)).toBeUndefined();
  }
});

test('another program at its address is not it', async () => {
  const server = createServer((_, reply) => reply.writeHead(404).end('<p>no</p>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const { port } = typeof address === 'object' && address !== null ? address : portOfNone;
  expect(await answers({ ...running, url: `http://127.0.0.1:${port}`, pid: process.pid })).toBe(false);
  server.close();
  await once(server, 'close');
  expect(await answers({ ...running, url: `http://127.0.0.1:${port}`, pid: process.pid })).toBe(false);
});
const portOfNone: Pick<AddressInfo, 'port'> = { port: 0 };

test('what a server refuses is told in both languages, also by one that is newer', () => {
  expect(refusalIn({ code: 'Denied', message: 'No.', ja: '不可です。' })).toMatchObject({
    code: 'Denied',
    message: 'No.',
  });
  expect(refusalIn({ code: 'Unheard', message: 'No.' })).toMatchObject({ code: 'Internal', message: 'No.' });
});
