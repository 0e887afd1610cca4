import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchLocation, Postponed, type Reach } from './fetch-location.ts';
import { objectAt } from './s3-object.ts';

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-lists-'));
  await writeFile(join(folder, 'list.txt'), '203.0.113.1\n');
  await symlink('/etc/hostname', join(folder, 'outside'));
  server = createServer(({ url: path = '', headers }, reply) => {
    if (path === '/loop') reply.writeHead(302, { location: '/loop' }).end();
    else if (path === '/moved') reply.writeHead(301, { location: '/list' }).end();
    else if (path === '/scheme') reply.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (path === '/huge') for (let part = 0; part < 70; part++) reply.write(Buffer.alloc(2 ** 20));
    else if (path === '/packed') reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('203.0.113.3\n'));
    else if (path === '/list.gz') reply.end(gzipSync('203.0.113.4\n'));
    else if (path === '/bomb') reply.end(gzipSync(Buffer.alloc(65 * 2 ** 20)));
    else if (path === '/torn') reply.end(gzipSync('203.0.113.3\n').subarray(0, 15));
    else if (path === '/same')
      reply.writeHead(headers['if-none-match'] === '"7"' ? 304 : 200, { etag: '"7"' }).end('203.0.113.5\n');
    else if (path === '/busy') reply.writeHead(429, { 'retry-after': '120' }).end();
    else if (path === '/later')
      reply.writeHead(503, { 'retry-after': new Date(Date.now() + 600_000).toUTCString() }).end();
    else if (path === '/list') reply.end('203.0.113.2\n');
    else reply.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const open = () => ({ folder, internal: true, region: 'us-east-1' });
const textAt = async (location: string, reach: Reach = open()) => String((await fetchLocation(location, reach)).bytes);

test('files of the folder, addresses and redirects are read', async () => {
  expect(await textAt('list.txt')).toBe('203.0.113.1\n');
  expect(await textAt(`file://${folder}/list.txt`)).toBe('203.0.113.1\n');
  expect(await textAt(`${url}/moved`)).toBe('203.0.113.2\n');
});

test.each([
  ['../x', /cannot be read|outside/],
  ['outside', /outside of the folder/],
  ['/etc/hostname', /outside of the folder/],
  ['nowhere.txt', /cannot be read/],
])('the file %s is not read', async (path, message) => {
  await expect(fetchLocation(path, open())).rejects.toThrow(message);
  await expect(fetchLocation(path, { internal: true, region: 'us-east-1' })).rejects.toThrow(/intel\.folder/);
});

test.each([
  ['/loop', /redirects again and again/],
  ['/scheme', /not followed/],
  ['/huge', /larger than 64 MB/],
  ['/missing', /answers 404/],
  ['/bomb', /larger than 64 MB when unpacked/],
  ['/torn', /is damaged/],
])('%s is given up', async (path, message) => {
  await expect(fetchLocation(url + path, open())).rejects.toThrow(message);
});

test('what comes in gzip is unpacked, whether the server says so or the file is', async () => {
  expect(await textAt(`${url}/packed`)).toBe('203.0.113.3\n');
  expect(await textAt(`${url}/list.gz`)).toBe('203.0.113.4\n');
});

test('content that is here already is not sent again', async () => {
  const first = await fetchLocation(`${url}/same`, open());
  expect(first).toMatchObject({ version: '"7"' });
  expect(await fetchLocation(`${url}/same`, open(), first.version)).toEqual({ version: '"7"' });
});

test.each([
  ['/busy', 120_000],
  ['/later', 600_000],
])('%s says how long to wait', async (path, wait) => {
  const refused: unknown = await fetchLocation(url + path, open()).catch((error: unknown) => error);
  const cause = refused instanceof Error ? refused.cause : undefined;
  expect(cause).toBeInstanceOf(Postponed);
  expect(cause instanceof Postponed && Math.abs(cause.milliseconds - wait) < 5000).toBe(true);
});

test("addresses within one's own networks are not asked unless that is configured", async () => {
  const closed = { ...open(), internal: false };
  const port = new URL(url).port;
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '169.254.169.254',
    '10.0.0.1',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
  ])
    await expect(fetchLocation(`http://${host}:${port}/list`, closed), host).rejects.toThrow(/own networks/);
});

test.each([
  ['s3://my-lists/a/b.txt', { bucket: 'my-lists', key: 'a/b.txt' }],
  ['https://my-lists.s3.amazonaws.com/a%20b.txt', { bucket: 'my-lists', key: 'a b.txt' }],
  ['https://my-lists.s3.eu-west-1.amazonaws.com/a.txt', { bucket: 'my-lists', key: 'a.txt', region: 'eu-west-1' }],
  ['https://s3.amazonaws.com/my-lists/a.txt', { bucket: 'my-lists', key: 'a.txt' }],
  ['https://s3-us-west-2.amazonaws.com/my-lists/a.txt', { bucket: 'my-lists', key: 'a.txt', region: 'us-west-2' }],
])('%s is an object of S3', (location, object) => {
  expect(objectAt(location)).toMatchObject(object);
});
