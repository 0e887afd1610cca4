// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '#kernel';
import { Buckets, listPage, objectFile } from './bucket.ts';
import { Spool } from './spool.ts';

/** What the test server does with a request. */
let reply: (response: ServerResponse) => void = () => undefined;
let server: Server;
let folder: string;
let buckets: Buckets;

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key').stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  folder = await mkdtemp(join(tmpdir(), 'yagura-bucket-'));
  server = createServer((_, response) => reply(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { ingest } = loadConfig({ environment: {}, flags: { ingest: { s3Endpoint: `http://127.0.0.1:${port}` } } });
  buckets = new Buckets(ingest, { answer: 400, window: 150, bytes: 5 });
});
afterAll(async () => {
  buckets.close();
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const ten = '0123456789';
async function fetched(size = 10): Promise<string> {
  await using spool = new Spool(folder);
  const file = objectFile(buckets, { bucket: 'logs', key: 'a', size, etag: 'e' }, 2 ** 20);
  await using spooled = await file.fetch(spool);
  return String(spooled.content.memory);
}
const listed = (after = '') => listPage(buckets, { bucket: 'logs', prefix: '' }, after);
const page = (keys: readonly string[]) => (response: ServerResponse) =>
  response.end(
    `<ListBucketResult><IsTruncated>true</IsTruncated>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`,
  );

describe('An object', () => {
  test('is taken whole', async () => {
    reply = (response) => response.end(ten);
    expect(await fetched()).toBe(ten);
  });

  test('that says another length than its listing, though it is the same, is not taken', async () => {
    reply = (response) => response.writeHead(200, { etag: '"e"', 'content-length': 4 }).end('0123');
    await expect(fetched()).rejects.toThrow(/Of 10 bytes 4 came/);
  });

  test('that says no length is held to that of the listing, unless it was replaced since', async () => {
    for (const [body, told] of [
      ['0123', /Of 10 bytes 4 came/],
      [`${ten}!`, /Of 10 bytes 11 or more came/],
    ] as const) {
      reply = (response) => {
        response.setHeader('etag', '"e"').write(body);
        response.end();
      };
      await expect(fetched()).rejects.toThrow(told);
    }
    reply = (response) => {
      response.setHeader('etag', '"other"').write('0123');
      response.end();
    };
    expect(await fetched()).toBe('0123');
  });

  test('that was replaced since it was listed is the one that the next listing names, also where its answer says no length', async () => {
    const listed = (etag: string, size: number) =>
      objectFile(buckets, { bucket: 'logs', key: 'a', size, etag }, 2 ** 20);
    reply = (response) => {
      response.setHeader('etag', '"other"').write('0123');
      response.end();
    };
    await using spool = new Spool(folder);
    await using spooled = await listed('e', 10).fetch(spool);
    expect(spooled.identity).toBe(listed('other', 4).identity);
  });

  test('that never comes, stops coming or trickles is given up with a sentence', async () => {
    const trickle = (response: ServerResponse): void => {
      const timer = setInterval(() => response.write('.'), 70);
      response.once('close', () => clearInterval(timer));
    };
    for (const silent of [() => undefined, (response: ServerResponse) => response.write(ten), trickle]) {
      reply = silent;
      await expect(fetched(1000)).rejects.toThrow(/logs\/a cannot be fetched. Nothing or next to nothing came for/);
    }
  });
});

describe('A listing', () => {
  test('that never comes is given up with a sentence', async () => {
    reply = () => undefined;
    await expect(listed()).rejects.toThrow(/cannot be listed. Nothing or next to nothing came for/);
  });

  test('that goes on without end is given up with a sentence', async () => {
    reply = page(['a', 'b']);
    expect(await listed('a')).toMatchObject({ more: true });
    for (const after of ['b', 'c']) await expect(listed(after)).rejects.toThrow(/says that it goes on, and does not/);
    reply = page([]);
    await expect(listed()).rejects.toThrow(/says that it goes on, and does not/);
  });

  test('in place of which something else answers is told as that', async () => {
    reply = (response) => response.writeHead(200).end('<html><p>Sign in</html>');
    await expect(listed()).rejects.toThrow(/does not speak as S3/);
  });
});
