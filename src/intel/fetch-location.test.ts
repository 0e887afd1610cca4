import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, globalAgent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchLocation, type Reach } from './fetch-location.ts';
import { Postponed } from './over-http.ts';
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
    else if (path === '/short') {
      reply.writeHead(200, { 'content-length': 100 }).write('203.0.113.6\n', () => reply.destroy());
    } else if (path === '/drips') {
      const drip = setInterval(() => reply.write('2'), 20);
      reply.on('close', () => clearInterval(drip));
    } else if (path === '/unasked') reply.writeHead(304).end();
    else if (path.startsWith('/to?')) reply.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
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
  ['/short', /the connection ended in the middle/],
  ['/unasked', /answers 304/],
])('%s is given up', async (path, message) => {
  await expect(fetchLocation(url + path, open())).rejects.toThrow(message);
});

test('a server that sends a byte now and then does not keep anybody waiting', async () => {
  await expect(fetchLocation(`${url}/drips`, { ...open(), milliseconds: 300 })).rejects.toThrow(/took longer/);
});

test('a redirect inwards is not followed, in whatever form the address is written', async () => {
  const port = new URL(url).port;
  const reach = { ...open(), internal: false, isInternal: (address: string) => address !== '127.0.0.1' };
  expect(await textAt(`${url}/moved`, reach)).toBe('203.0.113.2\n');
  for (const host of ['127.0.0.2', '2130706434', '0177.0.0.2', '0x7f.2', '[::ffff:7f00:2]', '[::1]']) {
    const inwards = `${url}/to?${encodeURIComponent(`http://${host}:${port}/list`)}`;
    await expect(fetchLocation(inwards, reach), host).rejects.toThrow(/own networks/);
  }
});

test('over TLS a server must be one that this machine trusts', async (context) => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Lists'];
  const named = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', [...made, ...named]).catch(() => context.skip('openssl is not installed.'));
  const secure = createSecureServer({ key: await readFile(key), cert: await readFile(cert) }, (_, reply) =>
    reply.end('203.0.113.7\n'),
  ).listen(0);
  await once(secure, 'listening');
  const address = secure.address();
  const at = `https://localhost:${typeof address === 'object' ? address?.port : 0}/list`;
  await expect(fetchLocation(at, open())).rejects.toThrow(/signed by itself.*NODE_EXTRA_CA_CERTS/);
  globalAgent.options.ca = [await readFile(cert)]; // as NODE_EXTRA_CA_CERTS does for a process that begins
  expect(await textAt(at)).toBe('203.0.113.7\n');
  delete globalAgent.options.ca;
  secure.close();
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
    '2130706433', // 127.0.0.1 as one number, in octal, in hexadecimal, and short
    '0177.0.0.1',
    '0x7f000001',
    '127.1',
    '[::7f00:1]',
    '[64:ff9b::a00:1]', // 10.0.0.1 behind NAT64
    '[fe80::1]',
    '[fd00::1]',
    '100.64.0.1',
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
