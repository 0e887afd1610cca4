import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { olderThan } from '#kernel';
import { eventTables } from './tables.ts';
import { ingest } from './ingest.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

const day = 86_400_000;
const now = new Date('2026-11-01T00:00:00Z');
let room: TestRoom;
beforeAll(async () => {
  room = await testRoom();
});
afterAll(() => room[Symbol.asyncDispose]());

const call = (id: string, eventTime: string): string =>
  JSON.stringify({
    eventVersion: '1.09',
    eventID: id,
    eventTime,
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.9',
    userAgent: 'aws-cli/2.9',
    userIdentity: { type: 'IAMUser', accountId: '111122223333', userName: 'mia' },
  });
const flow = (at: number): string =>
  `2 111122223333 eni-1 198.51.100.7 10.0.0.5 ${at % 60_000} 22 6 3 180 ${1_735_689_600 + at} ${1_735_689_660 + at} REJECT OK`;
const flows = 3500; // enough for the engine to parse them

/** Rows that are left of each table after clearing at a moment, as the program does it once a day. */
async function left(at: number): Promise<Record<string, number>> {
  const { lake, retention } = room.context;
  const counts: Record<string, number> = {};
  for (const table of [eventTables.api_activity, eventTables.network_activity]) {
    const age = table.name === 'api_activity' ? retention.api_activity : retention.network_activity;
    await lake.retain(table, olderThan(age, new Date(at)) ?? new Date(0));
    const [found] = await lake.rows<{ n: number }>(`SELECT count() AS n FROM ${table.name}`);
    counts[table.name] = found?.n ?? 0;
  }
  return counts;
}

test('Logs of years ago stay as long after their import as new ones, and the import says until when', async () => {
  const calls = ['2024-05-01T09:00:00Z', '2024-06-01T09:00:00Z', '2026-10-30T09:00:00Z'];
  const files = {
    'calls.jsonl': calls.map((time, at) => call(`${at}`, time)),
    'flows.log': Array.from({ length: flows }, (_, at) => flow(at)),
  };
  for (const [name, lines] of Object.entries(files)) await writeFile(join(room.folder, name), `${lines.join('\n')}\n`);
  const paths = Object.keys(files).map((name) => join(room.folder, name));
  const report = await ingest(paths, { ...room.context, clock: { now: () => now } });
  expect(report.old).toEqual([
    {
      table: 'api_activity',
      first: Date.parse('2024-05-01T09:00:00Z'),
      keeps: '400 days',
      until: now.getTime() + 400 * day,
    },
    { table: 'network_activity', first: 1_735_689_600_000, keeps: '90 days', until: now.getTime() + 90 * day },
  ]);
  expect(await left(now.getTime() + day)).toEqual({ api_activity: 3, network_activity: flows });
  expect(await left(now.getTime() + 90 * day)).toEqual({ api_activity: 3, network_activity: flows });
  expect(await left(now.getTime() + 91 * day)).toEqual({ api_activity: 3, network_activity: 0 });
  expect(await left(now.getTime() + 401 * day)).toEqual({ api_activity: 0, network_activity: 0 });
});

test('Logs that are younger than is kept are nothing to tell', async () => {
  const path = join(room.folder, 'young.jsonl');
  await writeFile(path, call('young', '2026-10-30T09:00:00Z'));
  expect((await ingest([path], { ...room.context, clock: { now: () => now } })).old).toEqual([]);
});
