import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** Flow records that hardly shrink: 80,000 take some 9 MB as text, and a few megabytes in the lake. */
const records = Array.from({ length: 80_000 }, (_, at) => {
  const [mixed, second] = [Math.imul(at + 1, 0x9e3779b1) >>> 0, 1_772_323_200 + (at >> 5)];
  return `2 111122223333 eni-0aaaaaaaaaaaaaaaa 10.${mixed & 255}.${(mixed >>> 8) & 255}.7 10.0.${mixed >>> 24}.5 ${1024 + (mixed % 60_000)} 443 6 ${mixed % 97} ${mixed % 90_001} ${second} ${second + 60} ACCEPT OK\n`;
});

test('a full disk ends an import with a sentence; with room again, everything is there once', async (context) => {
  if (!isMounted) return context.skip('No file system can be mounted here.');
  await bench.write('logs/flow.log', records.join(''));
  const words = ['logs', '--data', join(disk, 'data')];
  const atStart = await bench.run(['ingest', ...words], { environment: { YAGURA_LANGUAGE: 'ja' } });
  expect(atStart).toMatchObject({ code: 1, err: expect.stringMatching(/のディスクがいっぱいです。空きを増やして/) });
  expect(mount('remount', 'size=4m')).toBe(true);
  const full = await bench.run(['ingest', ...words]);
  expect(full.code).toBe(1);
  expect(full.err).toMatch(/disk.* is full\. Make room/);

  expect(mount('remount', 'size=900m')).toBe(true);
  expect(await bench.run(['ingest', ...words])).toMatchObject({ code: 0, err: '' });
  const counted = 'SELECT count(), uniqExact(position) FROM network_activity';
  const { out } = await bench.run(['query', '--format', 'csv', counted, '--data', join(disk, 'data')]);
  expect(out).toContain('"80000","80000"');
});
