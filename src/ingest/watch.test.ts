import { appendFile, mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Fault, type Clock } from '#kernel';
import { awsTestServer, delivery, type AwsTestServer } from './aws-test-server.contract.ts';
import type { IngestContext } from './context.ts';
import { StableFiles } from './stable-files.ts';
import { Status } from './status.ts';
import { Tally } from './tally.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';
import { watch } from './watch.ts';

let server: AwsTestServer;
let room: TestRoom;
let folder: string;

beforeAll(async () => {
  server = await awsTestServer();
  room = await testRoom();
  folder = join(room.folder, 'watched');
  await mkdir(folder);
});
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const line = (port: number): string =>
  `2 111122223333 eni-1 198.51.100.7 10.0.0.5 ${port} 22 6 3 180 1772323200 1772323260 REJECT OK\n`;
const ports = async (): Promise<number[]> =>
  (await room.context.lake.rows<{ port: number }>('SELECT src_port AS port FROM network_activity ORDER BY port')).map(
    ({ port }) => port,
  );
const watching = (part: Partial<IngestContext['config']>, more: Partial<IngestContext> = {}): IngestContext => ({
  ...room.context,
  config: { ...room.context.config, s3Endpoint: server.url, watchSeconds: 0.05, ...part },
  ...more,
});
const until = { timeout: 30_000, interval: 50 };

describe('What is watched', () => {
  test('is read when it comes, and goes on where it was when it grows', async () => {
    await using _ = watch(watching({ watch: [folder] }));
    await writeFile(join(folder, 'flow.log'), line(1) + line(2));
    await vi.waitFor(async () => expect(await ports()).toEqual([1, 2]), until);
    await appendFile(join(folder, 'flow.log'), line(3));
    await vi.waitFor(async () => expect(await ports()).toEqual([1, 2, 3]), until);
    await mkdir(join(folder, 'later'));
    await writeFile(join(folder, 'later', 'more.log'), line(4));
    await vi.waitFor(async () => expect(await ports()).toEqual([1, 2, 3, 4]), until);
  });

  test('in a bucket and through a queue comes in too', async () => {
    server.objects.set('trail/AWSLogs/2026/03/01/a', delivery('in the bucket'));
    await using _ = watch(watching({ watch: ['s3://trail'], sqs: [server.queueUrl] }));
    await vi.waitFor(async () => expect(await room.ids()).toEqual(['in the bucket']), until);
    server.objects.set('other/b', delivery('through the queue'));
    server.send({
      Records: [
        { eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'other' }, object: { key: 'b', size: 1, eTag: 'b' } } },
      ],
    });
    await vi.waitFor(async () => expect(await room.ids()).toEqual(['in the bucket', 'through the queue']), until);
    await vi.waitFor(() => expect(server.messages.every(({ deleted }) => deleted)).toBe(true), until);
  });

  test('waits for a lake that does not answer, says so for as long, and loses nothing', async () => {
    let down = true;
    const { lake } = room.context;
    const append: typeof lake.append = async (table, rows) => {
      if (down) throw new Fault('Unavailable', 'The lake at http://127.0.0.1:8123 does not answer. Start it.');
      await lake.append(table, rows);
    };
    const status = new Status(() => 0);
    const warn = vi.fn();
    await lake.client.command({ query: 'TRUNCATE TABLE network_activity' });
    const place = join(room.folder, 'patient');
    await mkdir(place);
    await writeFile(join(place, 'flow.log'), line(7) + line(8));
    await using _ = watch(watching({ watch: [place] }, { lake: { ...lake, append }, status, log: { warn } }));
    await vi.waitFor(() => expect(status.problems.map(({ en }) => en).join(' ')).toContain('does not answer'), until);
    expect(await ports()).toEqual([]);
    down = false;
    await vi.waitFor(async () => expect(await ports()).toEqual([7, 8]), until);
    await vi.waitFor(() => expect(status.problems).toEqual([]), until);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/does not answer.+goes on by itself/)]]); // once, not at each try
  });
});

test('the trouble of a watched folder is not told of another whose name its own begins with', async () => {
  const [there, gone] = [join(room.folder, 'logs'), join(room.folder, 'logs-two')];
  await mkdir(there);
  const status = new Status(() => 0);
  await using _ = watch(watching({ watch: [there, gone] }, { status, log: { warn: vi.fn() } }));
  await vi.waitFor(() => expect(status.lookedAt(gone).problem?.en).toContain('logs-two'), until);
  expect(status.lookedAt(there).problem).toBeUndefined();
});

describe('A file in a watched folder', () => {
  const clock: Clock = { now: () => new Date(1_000_000_000_000) };
  const look = async (files: StableFiles, place: string): Promise<number> => {
    let count = 0;
    for await (const _ of files.files([place], new Tally())) count += 1;
    return count;
  };

  test('is taken once its size has stayed, and once more when it has changed', async () => {
    const place = join(room.folder, 'stable');
    await mkdir(place);
    const files = new StableFiles(60_000, clock);
    await writeFile(join(place, 'a'), 'x');
    const fresh = new Date(1_000_000_000_000 - 10);
    await utimes(join(place, 'a'), fresh, fresh);
    expect([await look(files, place), await look(files, place), await look(files, place)]).toEqual([0, 1, 0]);
    await writeFile(join(place, 'a'), 'xy');
    expect([await look(files, place), await look(files, place), await look(files, place)]).toEqual([0, 1, 0]);
  });

  test('that nobody has touched for long is taken at the first look', async () => {
    const place = join(room.folder, 'old');
    await mkdir(place);
    await writeFile(join(place, 'a'), 'x');
    const long = new Date(1_000_000_000_000 - 600_000);
    await utimes(join(place, 'a'), long, long);
    expect((await stat(join(place, 'a'))).mtimeMs).toBe(long.getTime());
    expect(await look(new StableFiles(60_000, clock), place)).toBe(1);
    await rm(place, { recursive: true });
  });
});
