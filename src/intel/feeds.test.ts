import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '#kernel';
import { openStore, type Store } from '#store';
import { configuredFeeds } from './configured-feeds.ts';
import { dueAt, Feeds, type Feed } from './feeds.ts';
import { intelMigrations } from './list-tables.ts';
import { Lists } from './lists.ts';
import { ownFeeds } from './own-feeds.ts';

let folder: string;
let store: Store;
let lists: Lists;
let now = Date.UTC(2026, 10, 1);
const clock = { now: () => new Date(now) };
const log = createLog('silent');

const feed = (name: string, location: string): Feed => ({
  name,
  location,
  format: 'TXT',
  category: 'malicious',
  hours: 4,
});
const feedsOf = (...feeds: Feed[]) => new Feeds(lists, feeds, clock);
const threatsOf = (address: string) => lists.addressIn(address).filter(({ list }) => list.id.length === 32);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-feeds-'));
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate(intelMigrations);
  const reach = { folder, internal: false, region: 'us-east-1' };
  lists = await Lists.open({ store, clock, log, folder: join(folder, 'lists'), reach });
});
afterAll(async () => {
  await lists[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function served<T>(answer: RequestListener, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  try {
    return await work(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/list`);
  } finally {
    server.close();
  }
}

test('a feed that turns bad in any way keeps its old content in force and says why', async () => {
  const file = join(folder, 'good.txt');
  await writeFile(file, '198.51.100.7\nbad.example.net\n');
  expect(await feedsOf(feed('one', 'good.txt')).update(['one'])).toEqual([{ name: 'one', entries: 2 }]);
  expect(threatsOf('198.51.100.7')).toMatchObject([{ list: { category: 'malicious', account: '' } }]);

  const inside = await served(
    (_, response) => response.end('203.0.113.9'),
    (url) => feedsOf(feed('one', url)).update(['one']),
  );
  expect(inside[0]?.problem?.en).toMatch(/own networks/);
  await writeFile(file, '<!doctype html>\n<p>Sign in at\nportal.example.org\n</p>');
  expect((await feedsOf(feed('one', 'good.txt')).update(['one']))[0]?.problem?.en).toMatch(/a page for people/);
  await writeFile(file, '# nothing today\n');
  expect(await feedsOf(feed('one', 'good.txt')).update(['one'])).toMatchObject([
    { entries: 2, problem: { en: expect.stringMatching(/no address and no domain/) } },
  ]);
  expect((await feedsOf({ ...feed('one', 'good.txt'), format: 'JSON' }).update(['one']))[0]?.problem?.ja).toMatch(
    /JSON 形式で読んでも/,
  );
  await rm(file);
  expect(await feedsOf(feed('one', 'good.txt')).update(['one'])).toMatchObject([
    {
      entries: 2,
      problem: { en: expect.stringMatching(/cannot be read/), ja: expect.stringMatching(/読み込めません/) },
    },
  ]);
  expect(threatsOf('198.51.100.7')).toHaveLength(1);
  expect(threatsOf('203.0.113.9')).toEqual([]);
});

test('a feed is fetched when it is due, after a failure ever later, and put out of force when it was not had for a month', async () => {
  const file = join(folder, 'due.txt');
  const feeds = feedsOf(feed('due', 'due.txt'));
  const row = async () => (await lists.everyOne()).find(({ name }) => name === 'due');
  await writeFile(file, '198.51.100.8\n');
  await feeds.refresh();
  expect(threatsOf('198.51.100.8')).toHaveLength(1);

  await writeFile(file, '198.51.100.8\n198.51.100.10\n');
  now += 3 * 3_600_000;
  await feeds.refresh();
  expect(threatsOf('198.51.100.10')).toEqual([]);
  now += 3_600_000;
  await feeds.refresh();
  expect(threatsOf('198.51.100.10')).toHaveLength(1);

  await rm(file);
  const waits: number[] = [];
  now += 4 * 3_600_000;
  for (let tries = 0; tries < 7; tries++) {
    await feeds.refresh();
    const failed = await row();
    if (failed === undefined) break;
    waits.push((dueAt(failed, feed('due', '')) - now) / 60_000);
    now = dueAt(failed, feed('due', ''));
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 240, 240]);
  expect(threatsOf('198.51.100.8')).toHaveLength(1);
  now += 31 * 86_400_000;
  await feeds.refresh();
  expect(threatsOf('198.51.100.8')).toEqual([]);
});

test('a server is asked for what is new alone, left in peace while it says so, and its content stays meanwhile', async () => {
  const open = await Lists.open({
    store,
    clock,
    log,
    folder: join(folder, 'open'),
    reach: { internal: true, region: 'us-east-1' },
  });
  const asked: string[] = [];
  let [busy, version] = [false, '"1"'];
  await served(
    ({ headers }, response) => {
      asked.push(String(headers['if-none-match'] ?? 'anything'));
      if (busy) response.writeHead(429, { 'retry-after': '7200' }).end();
      else if (headers['if-none-match'] === version) response.writeHead(304).end();
      else response.writeHead(200, { etag: version }).end(gzipSync(`198.51.100.${version.length + 20}\n`));
    },
    async (url) => {
      const one = feed('served', url);
      const feeds = new Feeds(open, [one], clock);
      await feeds.refresh();
      now += 4 * 3_600_000;
      await feeds.refresh();
      version = '"12"';
      now += 4 * 3_600_000;
      await feeds.refresh();
      expect(asked).toEqual(['anything', '"1"', '"1"']);
      expect(open.addressIn('198.51.100.24')).toHaveLength(1);
      expect(open.addressIn('198.51.100.23')).toEqual([]);

      busy = true;
      now += 4 * 3_600_000;
      await feeds.refresh();
      const row = (await open.everyOne()).find(({ name }) => name === 'served');
      expect(row?.problem).toMatch(/answers 429.*7200 seconds/);
      expect(row && dueAt(row, one) - now).toBe(7_200_000);
      expect(open.addressIn('198.51.100.24')).toHaveLength(1);
    },
  );
  await open[Symbol.asyncDispose]();
});

test("Yagura's own feeds are fetched by nobody but who asks, and one of the configuration takes its place by its name", async () => {
  const feeds = feedsOf(feed('Tor relays', 'nowhere.txt'));
  expect(feeds.all.filter(({ name }) => name === 'Tor relays')).toHaveLength(1);
  await feedsOf().refresh();
  expect((await lists.everyOne()).map(({ name }) => name)).not.toContain('AWS address ranges');
});

test("Yagura's own feeds are read as their makers publish them", async () => {
  const reach = { internal: true, region: 'us-east-1' };
  const open = await Lists.open({ store, clock, log, folder: join(folder, 'published'), reach });
  const amazon = { ip_prefix: '203.0.113.0/26', region: 'ap-northeast-1', service: 'AMAZON' };
  const published: Readonly<Record<string, string>> = {
    'AWS address ranges': JSON.stringify({
      syncToken: '1',
      prefixes: [amazon, { ...amazon, service: 'EC2' }],
      ipv6_prefixes: [{ ipv6_prefix: '2001:db8:a::/48', region: 'us-east-1', service: 'AMAZON' }],
    }),
    'Tor relays': JSON.stringify({
      version: '8.0',
      relays: [{ n: 'relay', f: 'A1', a: ['203.0.113.77', '[2001:db8::77]'], r: true }],
      bridges: [],
    }),
    'DoH resolvers': '203.0.113.153    # dns.example.net\n',
    'DoH resolvers (IPv6)': '2001:db8::153    # dns.example.net\n',
  };
  await served(
    ({ url = '' }, response) => response.end(published[decodeURIComponent(url.split('?')[1] ?? '')]),
    async (url) => {
      const here = ownFeeds.map((own) => ({ ...own, location: `${url}?${encodeURIComponent(own.name)}` }));
      expect(await new Feeds(open, here, clock).update()).toEqual([
        { name: 'AWS address ranges', entries: 2 },
        { name: 'Tor relays', entries: 2 },
        { name: 'DoH resolvers', entries: 1 },
        { name: 'DoH resolvers (IPv6)', entries: 1 },
      ]);
    },
  );
  const named = (address: string) => open.addressIn(address).map(({ list, threat }) => [list.category, threat]);
  expect(['203.0.113.9', '2001:db8::77', '203.0.113.153', '2001:db8::153'].map(named)).toEqual([
    [['aws', 'ap-northeast-1']],
    [['tor', '']],
    [['resolver', '']],
    [['resolver', '']],
  ]);
  await open[Symbol.asyncDispose]();
});

test('a feed of the configuration with a category or format that there is none of is refused with those that there are', () => {
  const given = { name: 'x', location: 'x.txt', format: 'TXT', category: 'malicious', hours: 1 };
  expect(() => configuredFeeds([{ ...given, category: 'evil' }], ['TXT'])).toThrow(/no category evil.*mining/);
  expect(() => configuredFeeds([{ ...given, format: 'XML' }], ['TXT'])).toThrow(/no format XML.*TXT/);
  expect(() => configuredFeeds([given, given], ['TXT'])).toThrow(/two of that name/);
});
