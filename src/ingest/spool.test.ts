// Opens no lake.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Spool } from './spool.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-spool-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* stream(pieces: number, size = 2 ** 20): AsyncGenerator<Buffer> {
  for (let piece = 0; piece < pieces; piece += 1) yield Buffer.alloc(size, piece);
}
async function bytesOf(chunks: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

test('a small stream stays in memory, a large one becomes a file that goes with it', async () => {
  await using spool = new Spool(folder);
  const small = await spool.take('small', stream(4), 2 ** 30);
  expect(small.content.memory).toBeInstanceOf(Buffer);
  const large = await spool.take('large', stream(5), 2 ** 30);
  expect(large.content.memory).toBeUndefined();
  const [own = ''] = await readdir(folder);
  expect(await readdir(join(folder, own))).toHaveLength(1);
  expect(await bytesOf(large.content.chunks())).toBe(5 * 2 ** 20);
  await large[Symbol.asyncDispose]();
  expect(await readdir(join(folder, own))).toEqual([]);
});

test('more than may be taken is refused, and leaves nothing', async () => {
  await using spool = new Spool(folder);
  await expect(spool.take('body', stream(6), 5 * 2 ** 20)).rejects.toMatchObject({ code: 'TooLarge' });
  const [own = ''] = await readdir(folder);
  expect(await readdir(join(folder, own))).toEqual([]);
});

test('a stream that breaks leaves nothing either', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield* stream(5);
    throw new Error('cut off');
  }
  await using spool = new Spool(folder);
  await expect(spool.take('body', broken(), 2 ** 30)).rejects.toThrow('cut off');
  const [own = ''] = await readdir(folder);
  expect(await readdir(join(folder, own))).toEqual([]);
});

test('what killed processes left goes with the next spool, also of one that had the same number', async () => {
  const dead = [
    'yagura-spool-4194305-abcdef',
    `yagura-spool-${process.pid}-abcdef`,
    `yagura-spool-${process.pid}-00000000-abcdef`,
  ];
  const others = ['yagura-spool-1-abcdef', 'somebody-elses'];
  for (const name of [...dead, ...others]) await mkdir(join(folder, name));
  await using first = new Spool(folder);
  expect(await first.path()).toContain(folder);
  await using second = new Spool(folder);
  expect(await second.path()).toContain(folder);
  const left = await readdir(folder);
  expect(left).toEqual(expect.arrayContaining(others));
  expect(left.filter((name) => dead.includes(name))).toEqual([]);
  expect(left).toHaveLength(others.length + 2);
});
