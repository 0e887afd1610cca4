import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { awsTestServer, delivery, type AwsTestServer } from './aws-test-server.contract.ts';
import type { IngestContext } from './context.ts';
import { placeStates } from './places.ts';
import { Status } from './status.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';
import { tryPlace } from './try-place.ts';

let server: AwsTestServer;
let room: TestRoom;
let folder: string;
let context: IngestContext;

beforeAll(async () => {
  server = await awsTestServer();
  room = await testRoom();
  folder = join(room.folder, 'watched');
  await mkdir(folder);
  const config = { s3Endpoint: server.url, watch: [folder, 's3://trail'], sqs: [server.queueUrl] };
  context = { ...room.context, config: { ...room.context.config, ...config } };
});
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  server.objects.clear();
  server.denied.clear();
  server.messages.splice(0);
});

const said = async (address: string): Promise<string[]> =>
  (await tryPlace(address, context)).map(
    ({ ok, said, remedy }) => `${ok ? 'ok' : 'no'} ${said.en} ${remedy?.en ?? ''}`,
  );
const notice = {
  Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'trail' }, object: { key: 'a' } } }],
};

test('a bucket is listed and one of its logs read, and nothing is kept', async () => {
  server.objects.set('trail/a', delivery('one'));
  expect(await said('s3://trail')).toEqual([
    expect.stringContaining('ok s3://trail can be listed: 1 objects.'),
    expect.stringMatching(/^ok s3:\/\/trail\/a was read: AWS CloudTrail/),
  ]);
  expect(await room.ids()).toEqual([]);
});

test('a bucket without logs, one that may not be read, and what is no log say so with a remedy', async () => {
  expect(await said('s3://trail')).toEqual([
    expect.anything(),
    expect.stringMatching(/^no There is no log .* Check the prefix/),
  ]);
  server.objects.set('trail/a', delivery('one'));
  server.denied.add('trail/a');
  expect((await said('s3://trail')).at(-1)).toMatch(/^no .*s3:GetObject/);
  server.denied.clear();
  server.objects.set('trail/a', Buffer.from('a recipe for miso soup'));
  expect((await said('s3://trail')).at(-1)).toMatch(/^no .* is no log that Yagura knows/);
});

test('a queue is looked at without taking its message away', async () => {
  expect((await said(server.queueUrl)).at(-1)).toMatch(/^no Whether the bucket tells/);
  server.objects.set('trail/a', delivery('one'));
  server.send(notice);
  expect(await said(server.queueUrl)).toEqual([
    expect.stringMatching(/^ok .* can be read\.\s$/),
    expect.stringMatching(/^ok s3:\/\/trail\/a was read/),
  ]);
  expect(server.messages[0]?.deleted).toBe(false);
});

test('a folder is looked into only when the configuration watches it, and nobody makes Yagura call elsewhere', async () => {
  expect((await said(folder)).at(-1)).toMatch(/is empty/);
  await writeFile(join(folder, 'a.log'), '');
  expect(await said(folder)).toEqual([expect.stringContaining('holds 1 files')]);
  for (const address of ['/etc', 'http://169.254.169.254/latest', 'https://sqs.evil.example/111122223333/x'])
    await expect(tryPlace(address, context)).rejects.toThrow('no place that can be tried');
});

test('places tell what came from them and what went wrong', async () => {
  const status = new Status(() => 1_000);
  status.looked(server.queueUrl, { files: 2 });
  status.looked('s3://trail', {
    problem: { en: 's3://trail cannot be listed', ja: 's3://trail の一覧を取得できません' },
  });
  const states = await placeStates({ ...context, status });
  expect(states.map(({ kind, files, problem }) => [kind, files, problem])).toEqual([
    ['folder', 0, undefined],
    ['bucket', 0, { en: 's3://trail cannot be listed', ja: 's3://trail の一覧を取得できません' }],
    ['queue', 2, undefined],
  ]);
  expect(states[2]?.lastDelivery).toBe('1970-01-01T00:00:01.000Z');
});
