import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awsTestServer, delivery, etagOf, type AwsTestServer } from './aws-test-server.contract.ts';
import { quarantinePage } from './quarantine.ts';
import { Queue } from './queue.ts';
import { Objects } from './s3-objects.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

let server: AwsTestServer;
let room: TestRoom;
let objects: Objects;
let queue: Queue;

beforeAll(async () => {
  server = await awsTestServer();
  room = await testRoom({ s3Endpoint: server.url });
  objects = new Objects(room.context.config);
  queue = new Queue(server.queueUrl, objects, room.context);
});
afterAll(async () => {
  await queue[Symbol.asyncDispose]();
  await objects[Symbol.asyncDispose]();
  await room[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  server.messages.length = 0;
  for (const troubles of [server.gone, server.denied, server.failing]) troubles.clear();
  for (const table of ['api_activity', 'quarantine'])
    await room.context.lake.client.command({ query: `TRUNCATE TABLE ${table}` });
});

const next = () => queue.next(0, new AbortController().signal);
const put = (key: string, ...ids: readonly string[]): Buffer => {
  const bytes = delivery(...ids);
  server.objects.set(`trail/${key}`, bytes);
  return bytes;
};
const s3Event = (key: string, bytes: Buffer): object => ({
  Records: [
    {
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: 'trail' }, object: { key, size: bytes.length, eTag: etagOf(bytes) } },
    },
  ],
});

describe('A queue of notifications', () => {
  test('brings the objects that it names, and a message is deleted once they are durable', async () => {
    const key = 'AWSLogs/1/CloudTrail/us-east-1/2026/03/10/a b+c.json.gz';
    server.send(s3Event('AWSLogs/1/CloudTrail/us-east-1/2026/03/10/a+b%2Bc.json.gz', put(key, 'plain')));
    const bySns = s3Event('sns.gz', put('sns.gz', 'sns'));
    server.send({ Type: 'Notification', TopicArn: 'arn:aws:sns:us-east-1:1:logs', Message: JSON.stringify(bySns) });
    const size = put('bridge.gz', 'bridge').length;
    const detail = { bucket: { name: 'trail' }, object: { key: 'bridge.gz', size, etag: 'e' } };
    server.send({ source: 'aws.s3', 'detail-type': 'Object Created', detail });
    await next();
    expect(await room.ids()).toEqual(['bridge', 'plain', 'sns']);
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([true, true, true]);
  });

  test('that names an object twice adds its events once', async () => {
    const event = s3Event('twice.gz', put('twice.gz', 'twice'));
    server.send(event);
    server.send(event);
    await next();
    server.send(event);
    await next();
    expect(await room.ids()).toEqual(['twice']);
    expect(server.messages.every(({ deleted }) => deleted)).toBe(true);
  });

  test('that tells of a test, or of a removed object, reads nothing', async () => {
    server.send({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'trail' });
    server.send({
      Records: [{ eventName: 'ObjectRemoved:Delete', s3: { bucket: { name: 'trail' }, object: { key: 'x' } } }],
    });
    await next();
    expect(await room.ids()).toEqual([]);
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([true, true]);
  });

  test('isolates a message whose object is gone after some tries, with why', async () => {
    const bytes = put('gone.gz', 'gone');
    server.gone.add('trail/gone.gz');
    server.send(s3Event('gone.gz', bytes));
    server.send('this is no notification');
    const report = await next();
    expect(report?.problems.map(({ en }) => en).join(' ')).toMatch(
      /s3:\/\/trail\/gone\.gz cannot be fetched\. It is no longer there/,
    );
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([false, false]);
    for (let time = 0; time < 4; time += 1) await next();
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([true, true]);
    const { items } = await quarantinePage(room.context.lake, { limit: 10 });
    expect(items.map(({ path, text, reason }) => [path, text.slice(0, 20), reason.en.slice(0, 30)])).toEqual(
      expect.arrayContaining([
        [server.queueUrl, 'this is no notificat', 'This message is no notificatio'],
        [server.queueUrl, '{"Records":[{"eventN', 's3://trail/gone.gz cannot be f'],
      ]),
    );
    expect(items).toHaveLength(2);
  });

  test('keeps a message until its object may be had: a permission is given, the network comes back', async () => {
    const [locked, silent] = ['locked.gz', 'silent.gz'].map((key) => s3Event(key, put(key, key)));
    server.denied.add('trail/locked.gz');
    server.failing.add('trail/silent.gz');
    for (const message of [locked, silent]) server.send(message ?? {});
    let told = '';
    for (let time = 0; time < 6; time += 1) told = (await next())?.problems.map(({ en }) => en).join(' ') ?? '';
    expect(told).toMatch(/locked\.gz cannot be fetched\. Access is denied\. Give the credentials/);
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([false, false]);
    for (const troubles of [server.denied, server.failing]) troubles.clear();
    await next();
    expect(await room.ids()).toEqual(['locked.gz', 'silent.gz']);
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([true, true]);
  });

  test('that says nothing is given up with a sentence, and one that is ended meanwhile is not', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/111122223333/logs`;
    await using mute = new Queue(url, objects, room.context, { answer: 200, window: 100, bytes: 1 });
    await expect(mute.next(0, new AbortController().signal)).rejects.toThrow(
      /The queue http:.* cannot be read\. Nothing or next to nothing came for 0\.2 seconds\. Check the address/,
    );
    expect(await mute.next(0, AbortSignal.abort())).toBeUndefined();
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  test('whose message names good and bad objects gives the good ones', async () => {
    server.denied.add('trail/bad.gz');
    const records = [s3Event('bad.gz', put('bad.gz', 'bad')), s3Event('good.gz', put('good.gz', 'good'))];
    for (const record of records) server.send(record);
    await next();
    expect(await room.ids()).toEqual(['good']);
    server.denied.clear();
    await next();
    expect(await room.ids()).toEqual(['bad', 'good']);
  });
});
