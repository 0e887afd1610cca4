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

  test('keeps a message whose object cannot be fetched, and isolates it after some tries', async () => {
    const bytes = put('locked.gz', 'locked');
    server.denied.add('trail/locked.gz');
    server.send(s3Event('locked.gz', bytes));
    server.send('this is no notification');
    const report = await next();
    expect(report?.problems.map(({ en }) => en).join(' ')).toMatch(
      /s3:\/\/trail\/locked\.gz cannot be fetched\. Access is denied/,
    );
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([false, false]);
    for (let time = 0; time < 4; time += 1) await next();
    expect(server.messages.map(({ deleted }) => deleted)).toEqual([true, true]);
    const { items } = await quarantinePage(room.context.lake, { limit: 10 });
    expect(items.map(({ path, text }) => [path, text.slice(0, 20)])).toEqual(
      expect.arrayContaining([
        [server.queueUrl, 'this is no notificat'],
        [server.queueUrl, '{"Records":[{"eventN'],
      ]),
    );
    expect(items).toHaveLength(2);
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
