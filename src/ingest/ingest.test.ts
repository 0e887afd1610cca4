import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivered, Detector } from '#detect';
import { loadConfig, silent, systemClock } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources, tableNames, type Source } from '#sources';
import { openStore, type Store } from '#store';
import type { IngestContext } from './context.ts';
import { ingest, ingestStream } from './ingest.ts';
import { zipOf } from './made-zip.contract.ts';
import { quarantinePage, replayQuarantine } from './quarantine.ts';
import { readEvents } from './read-events.ts';
import { ingestMigrations, ingestTables } from './tables.ts';

let folder: string;
let lake: Lake;
let store: Store;
let context: IngestContext;
let judged: Delivered[] = [];
let round = 0;
let logs: string;

/** Remembers what it was handed: a real part of the contract, with nothing to find. */
const detector: Detector = {
  judge: async (batch) => void judged.push(...batch),
  sweep: async () => undefined,
  settle: async () => undefined,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-ingest-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate(ingestTables);
  await store.migrate(ingestMigrations);
  const { ingest: config, retention } = loadConfig({ environment: {}, flags: { ingest: { recordMegabytes: 1 } } });
  const sources = await allSources();
  context = {
    lake,
    store,
    detector,
    sources,
    config,
    retention,
    spool: join(folder, 'spool'),
    clock: systemClock,
    progress: silent,
  };
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  judged = [];
  round++;
  logs = join(folder, `logs-${round}`);
  await mkdir(logs);
  for (const table of [...tableNames, 'quarantine']) await lake.client.command({ query: `TRUNCATE TABLE ${table}` });
});

const call = (id: string, part: object = {}): object => ({
  eventVersion: '1.09',
  eventID: `${round}-${id}`,
  eventTime: '2026-03-10T12:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.9',
  userIdentity: { type: 'IAMUser', userName: 'rin' },
  recipientAccountId: '111122223333',
  ...part,
});
const lines = (events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const write = async (name: string, content: string | Buffer): Promise<string> => {
  await writeFile(join(logs, name), content);
  return join(logs, name);
};
const ids = async (): Promise<string[]> =>
  (await lake.rows<{ id: string }>('SELECT id FROM api_activity ORDER BY id')).map(({ id }) => id.replace(/^\d+-/, ''));
const flow = (port: number): string =>
  `2 111122223333 eni-1 198.51.100.7 10.0.0.5 ${port} 22 6 3 180 1772323200 1772323260 REJECT OK\n`;
const flowCount = async (): Promise<number> =>
  Number((await lake.rows<{ rows: number }>('SELECT count() AS rows FROM network_activity'))[0]?.rows);

describe('An import', () => {
  test('gives the same lake however the events are split over files, doubled and imported again', async () => {
    const events = ['a', 'b', 'c', 'd', 'e', 'f'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.subarray(events, { minLength: 1 }), { minLength: 1, maxLength: 4 }),
        async (parts) => {
          await lake.client.command({ query: 'TRUNCATE TABLE api_activity' });
          round++;
          const paths = await Promise.all(
            parts.map((part, index) => write(`${round}-${index}.json`, lines(part.map((id) => call(id))))),
          );
          await ingest(paths, context);
          await ingest(paths.toReversed(), context);
          expect(await ids()).toEqual(events.filter((id) => parts.some((part) => part.includes(id))));
        },
      ),
      { numRuns: 8 },
    );
  });

  test('reads gzip, zip and plain files, and whole folders by content, whatever they are called', async () => {
    await write('a.txt', gzipSync(lines([call('gz')])));
    await write('b.gz', lines([call('plain')]));
    await write('c.bin', zipOf('x', lines([call('zip')]), 'stored'));
    const report = await ingest([logs], context);
    expect(report.problems).toEqual([]);
    expect(await ids()).toEqual(['gz', 'plain', 'zip']);
    expect(judged).toHaveLength(3);
  });

  test('of records without an id the same file twice changes nothing, nor does a copy of it', async () => {
    const path = await write('flow.log', flow(1) + flow(2));
    await write('copy.log', flow(1) + flow(2));
    await ingest([path], context);
    const again = await ingest([logs], context);
    expect(again.filesSkipped).toBe(2);
    expect(await flowCount()).toBe(2);
  });

  test('of a file that has grown only the new lines are read', async () => {
    const path = await write('flow.log', flow(1) + flow(2));
    await ingest([path], context);
    await appendFile(path, flow(3));
    await ingest([path], context);
    expect(await flowCount()).toBe(3);
  });

  test('takes what was pushed, and a second push of it changes nothing', async () => {
    const push = () => ingestStream('pushed.json', Readable.from([Buffer.from(lines([call('pushed')]))]), context);
    expect((await push()).added).toBe(1);
    expect((await push()).added).toBe(0);
  });
});

describe('Bad input', () => {
  test('is refused record by record with file, line and remedy, and the rest is taken', async () => {
    const path = await write(
      'mixed.json',
      `${lines([call('one')])}{"eventName": broken\n${lines([call('two', { eventTime: 'yesterday' }), call('three')])}`,
    );
    const report = await ingest([path], context);
    expect(await ids()).toEqual(['one', 'three']);
    expect(report.refused).toBe(2);
    const { items, total } = await quarantinePage(lake, { limit: 10 });
    expect(total).toBe(2);
    expect(items.map(({ path: place, line }) => `${place}:${line}`)).toEqual(
      expect.arrayContaining([`${path}:2`, `${path}:3`]),
    );
    for (const said of items.flatMap(({ reason, remedy }) => [reason, remedy])) {
      expect(said.en).toMatch(/^[A-Z].{9,}/);
      expect(said.ja).toMatch(/[ぁ-ん].{4,}。$/u);
    }
  });

  test('in quarantine is tried again, and stays when it still cannot be read', async () => {
    await ingest([await write('bad.json', lines([call('good'), call('bad', { eventTime: 7 })]))], context);
    expect(await replayQuarantine(context)).toEqual({ replayed: 1, taken: 0, refused: 1 });
    expect((await quarantinePage(lake, { limit: 10 })).total).toBe(1);
  });

  test.each([
    ['a gzip that was cut off', (whole: Buffer) => whole.subarray(0, whole.length - 20)],
    [
      'a gzip with broken bytes in it',
      (whole: Buffer) => Buffer.concat([whole.subarray(0, whole.length - 40), Buffer.alloc(40, 7)]),
    ],
  ])('%s: what was readable is taken, and a sentence names the file', async (_, damage) => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      call(`e${index}`, { requestID: `${index}${Math.sin(index)}` }),
    );
    const path = await write('damaged.json.gz', damage(gzipSync(lines(many))));
    const report = await ingest([path], context);
    expect(report.problems.map(({ en }) => en).join(' ')).toContain(path);
    expect((await ids()).length).toBeGreaterThan(2000);
  });

  test('a record over the limit is refused in bounded memory, and the next one is taken', async () => {
    const report = await ingest(
      [
        await write(
          'long.json',
          lines([call('one'), call('huge', { requestParameters: 'x'.repeat(3_000_000) }), call('two')]),
        ),
      ],
      context,
    );
    expect(await ids()).toEqual(['one', 'two']);
    expect(report.refused).toBe(1);
  });

  test('empty files, unknown content, loops of folders and pipes are told and never hang', async () => {
    await write('empty.json', '');
    await write('poem.txt', 'the quick brown fox\n'.repeat(50));
    await symlink(logs, join(logs, 'loop'));
    execFileSync('mkfifo', [join(logs, 'pipe')]);
    await write('good.json', lines([call('good')]));
    const report = await ingest([logs, join(logs, 'missing')], context);
    expect(await ids()).toEqual(['good']);
    expect(report.problems.map(({ en }) => en).join('\n')).toMatch(
      /empty\.json: the file is empty[\s\S]*poem\.txt[\s\S]*not a log/,
    );
    expect(report.problems.map(({ en }) => en).join('\n')).toContain('missing');
  });

  test('that nobody knows stands in quarantine once, with the start of it, until it is known', async () => {
    const path = await write('poem.txt', 'the quick brown fox\n'.repeat(50));
    for (let time = 0; time < 2; time += 1) {
      await ingest([path], context);
      const { items } = await quarantinePage(lake, { limit: 10 });
      expect(items).toMatchObject([{ path, line: 0, size: 1000, reason: { ja: expect.stringContaining('ログ') } }]);
      expect(items[0]?.text).toMatch(/^the quick/);
    }
    expect(await replayQuarantine(context)).toEqual({ replayed: 1, taken: 0, refused: 1 });
    const known = context.sources.map((source): Source => ({
      ...source,
      recognise: () => 1,
      framing: () => 'lines',
      skips: () => undefined,
      reader: () => ({ read: () => [] }),
    }));
    await ingest([path], { ...context, sources: known });
    expect((await quarantinePage(lake, { limit: 10 })).total).toBe(0);
  });
});

test('a reading that keeps nothing gives the same events, each once', async () => {
  const path = await write('calls.json', lines([call('one'), call('two'), call('one')]));
  const seen: string[] = [];
  for await (const batch of readEvents([path, path], { sources: context.sources, config: context.config })) {
    seen.push(...batch.map(({ event }) => event.id.replace(/^\d+-/, '')));
  }
  expect(seen).toEqual(['one', 'two']);
});

describe('A bucket', () => {
  const objects = new Map<string, string>();
  const asked: string[] = [];
  const pageSize = 3;
  let server: Server;
  let bucketContext: IngestContext;

  /** A server that speaks as much of S3 as an import needs: ListObjectsV2 and GetObject. It is not S3 itself. */
  beforeAll(async () => {
    server = createServer((request, reply) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      asked.push(url.search || url.pathname);
      if (!url.searchParams.has('list-type'))
        return void reply.end(objects.get(decodeURIComponent(url.pathname.slice('/trail/'.length))));
      const [prefix, after] = [url.searchParams.get('prefix') ?? '', url.searchParams.get('start-after') ?? ''];
      const fitting = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
      const keys = fitting.slice(0, pageSize);
      const contents = keys.map(
        (key) =>
          `<Contents><Key>${key}</Key><Size>${objects.get(key)?.length}</Size><ETag>"${key.length}"</ETag></Contents>`,
      );
      reply.setHeader('content-type', 'application/xml');
      reply.end(
        `<?xml version="1.0"?><ListBucketResult><IsTruncated>${keys.length < fitting.length}</IsTruncated>${contents.join('')}</ListBucketResult>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    bucketContext = { ...context, config: { ...context.config, s3Endpoint: `http://127.0.0.1:${port}` } };
    // The SDK looks for credentials in the environment, where tests have none.
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('is read by its prefix, and the next time only what came since is fetched', async () => {
    const key = (day: string, name: string): string =>
      `AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/${day}/${name}.json`;
    const days = Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(2, '0'));
    for (const day of days) objects.set(key(day, 'a'), lines([call(day)]));
    await ingest(['s3://trail/AWSLogs/'], bucketContext);
    expect(await ids()).toEqual(days);
    const listings = (): number => asked.filter((one) => one.includes('list-type')).length;
    expect(listings()).toBeGreaterThan(6);
    asked.length = 0;
    objects.set(key('21', 'a'), lines([call('21')]));
    await ingest(['s3://trail/AWSLogs/'], bucketContext);
    expect(await ids()).toEqual([...days, '21']);
    expect(listings()).toBeLessThan(4);
    expect(asked).toHaveLength(listings() + 1);
  });
});
