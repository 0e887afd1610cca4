// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '#store';
import { placeStates } from './places.ts';
import { Status } from './status.ts';
import { ingestMigrations, type IngestStore } from './tables.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-places-'));
const store = await openStore({ path: join(folder, 'store.db') });
await store.migrate(ingestMigrations);
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const read = (path: string, at: number, state: 'done' | 'started' = 'done') => ({
  identity: path,
  path,
  size: 1,
  state,
  source: 'cloudtrail',
  events: 1,
  refused: 0,
  first: 0,
  last: 0,
  lines: -1,
  at,
  run: 'r',
  settled: 1,
});
const rows = [
  read('/logs/a/one.json', 1000),
  read('/logs/a/deep/two.json', 3000),
  read('/logs/a/three.json', 9000, 'started'),
  read('/logs/ab/four.json', 5000),
  read('s3://trail/AWSLogs/five.json', 2000),
  read('s3://trail/other/six.json', 4000),
  read('s3://trail-two/seven.json', 6000),
  read('/logs/a_b/eight.json', 7000),
];
await store.db.withTables<IngestStore>().insertInto('ingest_files').values(rows).execute();

const states = (watch: string[], sqs: string[] = [], status = new Status(() => 0)) =>
  placeStates({ config: { watch, sqs }, store, status });

test('a place counts the files below it, and not those of a place whose name goes on', async () => {
  const found = await states(['/logs/a', '/logs/ab/', 's3://trail', 's3://trail/AWSLogs', 's3://trail/', '/logs/a_b']);
  expect(found.map(({ address, kind, files, lastDelivery }) => [address, kind, files, lastDelivery])).toEqual([
    ['/logs/a', 'folder', 2, '1970-01-01T00:00:03.000Z'],
    ['/logs/ab/', 'folder', 1, '1970-01-01T00:00:05.000Z'],
    ['s3://trail', 'bucket', 2, '1970-01-01T00:00:04.000Z'],
    ['s3://trail/AWSLogs', 'bucket', 1, '1970-01-01T00:00:02.000Z'],
    ['s3://trail/', 'bucket', 2, '1970-01-01T00:00:04.000Z'],
    ['/logs/a_b', 'folder', 1, '1970-01-01T00:00:07.000Z'],
  ]);
});

test('a queue tells what came of it since the start, and a place that was never read tells no times', async () => {
  const status = new Status(() => 60_000);
  status.looked('https://sqs/one', { files: 3 });
  status.looked('/logs/none', { problem: { en: 'It is gone.', ja: 'ありません。' } });
  const [none, queue] = await states(['/logs/none'], ['https://sqs/one'], status);
  expect(none).toEqual({
    address: '/logs/none',
    kind: 'folder',
    files: 0,
    lastLook: '1970-01-01T00:01:00.000Z',
    problem: { en: 'It is gone.', ja: 'ありません。' },
  });
  expect(queue).toMatchObject({ kind: 'queue', files: 3, lastDelivery: '1970-01-01T00:01:00.000Z' });
});
