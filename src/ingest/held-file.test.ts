import { execFileSync } from 'node:child_process';
import { appendFile, copyFile, readdir, readlink, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Fault } from '#kernel';
import { ingest, importing } from './ingest.ts';
import { fromDisk } from './local-files.ts';
import { zipOf } from './made-zip.contract.ts';
import { readEvents } from './read-events.ts';
import type { ImportReport } from './tally.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

let room: TestRoom;
let path: string;
beforeAll(async () => {
  room = await testRoom();
  path = join(room.folder, 'flow.log');
});
afterAll(() => room[Symbol.asyncDispose]());
beforeEach(async () => {
  await room.context.lake.client.command({ query: 'TRUNCATE TABLE network_activity' });
  await rm(path, { force: true });
});

const flow = (name: string, port: number): string =>
  `2 111122223333 ${name} 198.51.100.7 10.0.0.5 ${port} 22 6 3 180 1772323200 1772323260 REJECT OK\n`;
const records = 60_000; // larger than what is read at once, 4 MiB
const log = (name: string): string => Array.from({ length: records }, (_, at) => flow(name, at)).join('');
const read = async (): Promise<Record<string, number>> => {
  const rows = await room.context.lake.rows<{ interface: string; rows: string }>(
    'SELECT interface, count() AS rows FROM network_activity GROUP BY interface',
  );
  return Object.fromEntries(rows.map((row) => [row.interface, Number(row.rows)]));
};

/** Imports the file, to which something happens between its hash and its reading. */
const imported = (happens: () => Promise<unknown>): Promise<ImportReport> =>
  importing(room.context, async function* () {
    const found = fromDisk({ path, size: await sizeOf(path), modified: 0 });
    yield {
      ...found,
      fetch: async (spool) => {
        const taken = await found.fetch(spool);
        await happens();
        return taken;
      },
    };
  });
const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;

test('a file that is cut while it is read gives nothing, and its copy gives everything', async () => {
  const name = 'eni-cut';
  await writeFile(path, log(name));
  const report = await imported(async () => {
    await copyFile(path, `${path}.1`);
    await truncate(path, 1000);
  });
  expect(report.problems.map(({ en }) => en)).toEqual([expect.stringMatching(/flow\.log: it was cut or written anew/)]);
  expect(report).toMatchObject({ filesRead: 0, filesRefused: 1 });
  expect(await read()).toEqual({});
  expect((await ingest([`${path}.1`], room.context)).problems).toEqual([]);
  expect(await read()).toEqual({ [name]: records });
});

test('a file that is written anew while it is read counts once, as what it became', async () => {
  await writeFile(path, log('eni-old'));
  const report = await imported(() => writeFile(path, log('eni-new')));
  expect(report.problems).toHaveLength(1);
  await ingest([path], room.context);
  expect(await read()).toEqual({ 'eni-new': records });
});

test.each([
  ['removed', () => rm(path)],
  ['put aside', () => rename(path, `${path}.2`)],
  ['appended to', () => appendFile(path, flow('eni-later', 1))],
  ['replaced by a pipe', async () => rm(path).then(() => execFileSync('mkfifo', [path]))],
])('a file that is %s while it is read is read as it was found', async (_, happens) => {
  const name = `eni-${_.length}`;
  await writeFile(path, log(name));
  expect(await imported(happens)).toMatchObject({ filesRead: 1, problems: [] });
  expect(await read()).toEqual({ [name]: records });
});

test('an archive that is replaced while it is read is read as it was found', async () => {
  await writeFile(path, zipOf('flow.log', log('eni-found'), 'stored'));
  const report = await imported(async () => {
    await writeFile(`${path}.new`, zipOf('flow.log', log('eni-later'), 'stored'));
    await rename(`${path}.new`, path);
  });
  expect(report).toMatchObject({ filesRead: 1, problems: [] });
  expect(await read()).toEqual({ 'eni-found': records });
});

test('an import that breaks off holds no file any more, nor those that it fetched ahead', async () => {
  const paths = [1, 2, 3, 4].map((at) => join(room.folder, `broken-off-${at}.log`));
  for (const one of paths) await writeFile(one, log(one));
  const sweep = async (): Promise<never> => {
    throw new Fault('Unavailable', 'The lake does not answer. Start it.');
  };
  const context = { ...room.context, detector: { ...room.context.detector, sweep } };
  await expect(ingest(paths, context)).rejects.toThrow('does not answer');
  await expect.poll(() => held('broken-off'), { timeout: 20_000 }).toEqual([]);
  const broken = readEvents(paths, { sources: context.sources, config: context.config });
  for await (const _ of broken) break;
  await expect.poll(() => held('broken-off'), { timeout: 20_000 }).toEqual([]);
});

/** The files of that name that this process has open (where the system tells it). */
async function held(name: string): Promise<string[]> {
  const folder = '/proc/self/fd';
  const open = await readdir(folder).catch(() => []);
  const targets = await Promise.all(open.map((one) => readlink(join(folder, one)).catch(() => '')));
  return targets.filter((target) => target.includes(name));
}

test('what became a pipe or a device since it was found is told, and nobody waits for it', async () => {
  await writeFile(path, flow('eni-small', 1));
  const found = fromDisk({ path, size: await sizeOf(path), modified: 0 });
  const taken = (): Promise<ImportReport> =>
    importing(room.context, async function* () {
      yield found;
    });
  await rm(path);
  execFileSync('mkfifo', [path]);
  expect((await taken()).problems.map(({ en }) => en)).toEqual([expect.stringMatching(/this is a pipe, not a file/)]);
  await rm(path);
  execFileSync('ln', ['-s', '/dev/zero', path]);
  expect((await taken()).problems.map(({ en }) => en)).toEqual([expect.stringMatching(/this is a device, not a file/)]);
});
