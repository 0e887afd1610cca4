import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '#kernel';
import { ingest } from './ingest.ts';
import { Status } from './status.ts';
import { systemOf } from './system.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

const startedAt = new Date('2026-11-26T00:00:00Z');
let room: TestRoom;
beforeAll(async () => {
  room = await testRoom({ watch: ['s3://trail/AWSLogs'] });
});
afterAll(() => room[Symbol.asyncDispose]());

const system = () => {
  const { retention } = loadConfig({ environment: {}, flags: { retention: { quarantine: '7 days' } } });
  const status = new Status(() => 0);
  return systemOf({ ...room.context, status, retention, version: '1', startedAt, simulated: false, language: 'en' });
};

it('tells what runs before anything was read', async () => {
  const { files, watched, lake, store, tables } = await system();
  expect(files).toEqual({ done: 0, refused: 0, started: 0 });
  expect(watched).toEqual(['s3://trail/AWSLogs']);
  expect(lake.place).toBe('in process');
  expect(store.bytes).toBeGreaterThan(0);
  expect(tables).toContainEqual({ name: 'quarantine', rows: 0, bytes: 0, keeps: '7 days' });
});

it('counts what was read and what could not be, and how much room it takes', async () => {
  const logs = join(room.folder, 'logs');
  await mkdir(logs);
  const record = {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/a', accountId: '111122223333' },
    eventTime: '2026-11-20T00:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.1',
    eventID: '0b1c2d3e-0000-4000-8000-000000000001',
    recipientAccountId: '111122223333',
  };
  await writeFile(join(logs, 'trail.json'), JSON.stringify({ Records: [record] }));
  await writeFile(join(logs, 'noise.bin'), Buffer.from([0, 1, 2, 3]));
  await ingest([logs], room.context);
  const { files, lake, tables } = await system();
  expect(files).toMatchObject({ done: 1, refused: 1, last: expect.stringMatching(/Z$/) });
  expect(lake.bytes).toBeGreaterThan(0);
  expect(tables.find(({ name }) => name === 'api_activity')).toMatchObject({ rows: 1, keeps: '400 days' });
});
