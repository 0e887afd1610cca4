import { once } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { detectorIdOf } from './finding.ts';
import { putBatch } from './put-batch.ts';
import { administrator, claimOf, eventsOf, openRoom, type RoomUnderTest } from './room.contract.ts';

let room: RoomUnderTest;
beforeEach(async () => {
  room = await openRoom();
  await found('before');
});
afterEach(() => room[Symbol.asyncDispose]());

const DetectorId = detectorIdOf({ account: administrator.account, region: 'us-east-1' });
const ask = async (name: string, input: object = {}): Promise<unknown> => room.ask(name, { DetectorId, ...input });

const Made = z.object({ DestinationId: z.string() });
async function publishInto(DestinationArn: string): Promise<string> {
  const properties = { DestinationType: 'S3', DestinationProperties: { DestinationArn } };
  return Made.parse(await ask('CreatePublishingDestination', properties)).DestinationId;
}

let index = 0;
async function found(userName: string): Promise<void> {
  const events = await eventsOf('cloudtrail', [
    {
      eventID: `event-${index}`,
      eventTime: new Date(Date.parse('2026-03-10T12:00:00Z') + index++ * 1000).toISOString(),
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'us-east-1',
      sourceIPAddress: '203.0.113.1',
      userIdentity: { type: 'IAMUser', userName, arn: `arn:aws:iam::111122223333:user/${userName}` },
      recipientAccountId: '111122223333',
    },
  ]);
  await room.record(events.map((event) => claimOf(event)));
}

const Line = z.object({
  service: z.object({ count: z.number() }),
  resource: z.object({ accessKeyDetails: z.object({ userName: z.string() }) }),
});
const linesOf = (bytes: Buffer): string[] =>
  String(gunzipSync(bytes))
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)))
    .map(({ resource, service }) => `${resource.accessKeyDetails.userName} ${service.count}`);

async function published(): Promise<string[]> {
  const files = (await readdir(join(room.folder, 'out'), { recursive: true })).filter((name) => name.endsWith('.gz'));
  for (const name of files)
    expect(name).toMatch(/^AWSLogs\/111122223333\/GuardDuty\/us-east-1\/\d{4}\/\d\d\/\d\d\/[\w-]+\.jsonl\.gz$/);
  return (await Promise.all(files.map((name) => readFile(join(room.folder, 'out', name))))).flatMap(linesOf).toSorted();
}

test('new findings are published once, those seen again after the time that the detector says', async () => {
  await mkdir(join(room.folder, 'out'));
  await ask('UpdateDetector', { FindingPublishingFrequency: 'FIFTEEN_MINUTES' });
  const DestinationId = await publishInto(`file://${room.folder}/out`);
  expect(await ask('DescribePublishingDestination', { DestinationId })).toMatchObject({
    Status: 'PENDING_VERIFICATION',
  });
  await found('taro');
  await room.publish();
  await room.publish();
  expect(await published()).toEqual(['taro 1']);
  expect(await ask('DescribePublishingDestination', { DestinationId })).toMatchObject({
    Status: 'PUBLISHING',
    PublishingFailureStartTimestamp: 0,
  });
  await found('taro');
  await room.publish();
  expect(await published()).toEqual(['taro 1']);
  room.pass(15 * 60_000);
  await room.publish();
  expect(await published()).toEqual(['taro 1', 'taro 2']);
});

test('what filters archive is not published', async () => {
  await mkdir(join(room.folder, 'out'));
  await publishInto(`file://${room.folder}/out`);
  const FindingCriteria = { Criterion: { 'resource.accessKeyDetails.userName': { Eq: ['robot'] } } };
  await ask('CreateFilter', { Name: 'robots', Action: 'ARCHIVE', FindingCriteria });
  await found('robot');
  await found('person');
  await room.publish();
  expect(await published()).toEqual(['person 1']);
});

test('a destination that fails says since when; nothing is lost until it is mended', async () => {
  const DestinationId = await publishInto('file:///elsewhere');
  await found('taro');
  await room.publish();
  const failed = await ask('DescribePublishingDestination', { DestinationId });
  expect(failed).toMatchObject({
    Status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
    PublishingFailureStartTimestamp: room.context.clock.now().getTime(),
  });
  await mkdir(join(room.folder, 'out'));
  await found('hanako');
  await ask('UpdatePublishingDestination', {
    DestinationId,
    DestinationProperties: { DestinationArn: `file://${room.folder}/out` },
  });
  await room.publish();
  expect(await published()).toEqual(['hanako 1', 'taro 1']);
});

test('findings go to a bucket, below its prefix', async () => {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      objects.set(request.url ?? '', Buffer.concat(parts));
      reply.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const s3Endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
  const destination = {
    id: 'd',
    detector: 'x',
    account: '1',
    region: 'us-east-1',
    arn: 'arn:aws:s3:::findings/here/',
    kms_key: '',
    bucket_owner: '',
    status: '',
    failed_since: 0,
    created_at: 0,
  };
  await putBatch(destination, 'AWSLogs/a.jsonl.gz', Buffer.from('bytes'), { s3Endpoint, region: 'us-east-1' });
  expect([...objects.keys()].map((path) => path.split('?')[0])).toEqual(['/findings/here/AWSLogs/a.jsonl.gz']);
  expect(String([...objects.values()][0])).toContain('bytes');
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

test('a destination is listed, refused where it is none, and taken away', async () => {
  const DestinationId = await publishInto('arn:aws:s3:::findings');
  expect(await ask('ListPublishingDestinations')).toEqual({
    Destinations: [{ DestinationId, DestinationType: 'S3', Status: 'PENDING_VERIFICATION' }],
  });
  await expect(publishInto('arn:aws:sns:us-east-1:111122223333:topic')).rejects.toThrow('destinationArn');
  await ask('DeletePublishingDestination', { DestinationId });
  expect(await ask('ListPublishingDestinations')).toEqual({ Destinations: [] });
  await expect(ask('DescribePublishingDestination', { DestinationId })).rejects.toThrow('no such resource found');
  await rm(join(room.folder, 'out'), { recursive: true, force: true });
});
