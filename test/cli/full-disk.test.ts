// Opens no lake.
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopsTrail, trail } from './made-up-logs.ts';
import { Bench } from './program.ts';

let bench: Bench;
let disk: string;
let isMounted = false;

const mount = (...options: string[]): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(), 'tmpfs', disk]).status === 0;

beforeAll(async () => {
  bench = await Bench.open();
  disk = join(bench.folder, 'disk');
  await mkdir(disk);
  isMounted = mount('size=512k');
});
afterAll(async () => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  await bench[Symbol.asyncDispose]();
});

const many = 1200;

/** Calls of as many people, each of them a finding: some 3 MB in the lake and some 6 MB in the store. */
const calls = (): string =>
  trail(
    ...Array.from({ length: many }, (_, at) => {
      const arn = `arn:aws:iam::111122223333:user/person-${at}`;
      return stopsTrail({ eventID: `full-${at}`, userIdentity: { type: 'IAMUser', accountId: '111122223333', arn } });
    }),
  );

test('a full disk ends an import with a sentence, wherever it strikes; with room again, everything is there once', async (context) => {
  if (!isMounted) return context.skip('No file system can be mounted here.');
  await bench.write('logs/calls.json', calls());
  const words = ['logs', '--data', join(disk, 'data')];
  const environment = { YAGURA_LANGUAGE: 'ja' };
  const atStart = await bench.run(['ingest', ...words], { environment });
  expect(atStart).toMatchObject({ code: 1, err: expect.stringMatching(/のディスクがいっぱいです。空きを増やして/) });
  expect(mount('remount', 'size=4m')).toBe(true);
  const amongEvents = await bench.run(['ingest', ...words]);
  expect(amongEvents).toMatchObject({ code: 1, err: expect.stringMatching(/disk.* is full\. Make room/) });
  expect(mount('remount', 'size=8m')).toBe(true);
  const amongFindings = await bench.run(['ingest', ...words], { environment });
  expect(amongFindings).toMatchObject({
    code: 1,
    err: expect.stringMatching(/store\.db を使えません。ディスクがいっぱい/),
  });

  expect(mount('remount', 'size=900m')).toBe(true);
  expect(await bench.run(['ingest', ...words])).toMatchObject({ code: 0, err: '' });
  const counted = `SELECT count(), uniqExact(id), (SELECT count() FROM occurrences), (SELECT uniqExact(finding) FROM occurrences) FROM api_activity`;
  const { out } = await bench.run(['query', '--format', 'csv', counted, '--data', join(disk, 'data')]);
  expect(out).toContain(Array.from({ length: 4 }, () => `"${many}"`).join());
});
