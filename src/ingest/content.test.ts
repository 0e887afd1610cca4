// Opens no lake.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inMemory, onDisk, peek, pieceBytes, type Content } from './content.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-content-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, at) => at % 251));
const path = join(folder, 'file');
await writeFile(path, Buffer.concat([bytes, Buffer.from('grown since')]));

async function read(chunks: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

describe.each<[string, Content]>([
  ['in memory', inMemory('file', bytes)],
  ['on disk', onDisk('file', path, bytes.length)],
])('Content %s', (_, content) => {
  test('is read from any place to its end, in pieces of a bounded size', async () => {
    for (const from of [0, 1, 300_000, bytes.length - 1, bytes.length, bytes.length + 5]) {
      const pieces = await read(content.chunks(from));
      expect(Buffer.concat(pieces).equals(bytes.subarray(from))).toBe(true);
      expect(Math.max(0, ...pieces.map(({ length }) => length))).toBeLessThanOrEqual(pieceBytes);
    }
  });

  test('gives any slice, and no more than there was when it was found', async () => {
    expect((await content.slice(10, 20)).equals(bytes.subarray(10, 20))).toBe(true);
    expect((await content.slice(bytes.length - 3, bytes.length + 99)).equals(bytes.subarray(-3))).toBe(true);
    expect(await content.slice(5, 5)).toHaveLength(0);
  });
});

async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.from('ab');
  throw new Error('cut off');
}

test('a look at the first bytes takes nothing away from the whole', async () => {
  const { head, whole, broken: none } = await peek(inMemory('file', Buffer.from('abcdef'), 2).chunks(), 3);
  expect([head.toString(), none]).toEqual(['abc', undefined]);
  expect(Buffer.concat(await read(whole)).toString()).toBe('abcdef');
});

test('of a shorter stream the look gives all that there is', async () => {
  const { head, whole } = await peek(inMemory('file', Buffer.from('ab')).chunks(), 100);
  expect(head.toString()).toBe('ab');
  expect(Buffer.concat(await read(whole)).toString()).toBe('ab');
});

test('what came before a break is given out, and then the break itself', async () => {
  const { head, whole, broken: found } = await peek(broken(), 100);
  expect(head.toString()).toBe('ab');
  expect(found).toEqual({ error: new Error('cut off') });
  const seen: string[] = [];
  await expect(
    (async () => {
      for await (const chunk of whole) seen.push(chunk.toString());
    })(),
  ).rejects.toThrow('cut off');
  expect(seen).toEqual(['ab']);
});

test('whoever stops reading the whole ends the stream behind it', async () => {
  let ended = false;
  async function* stream(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield Buffer.from('x');
    } finally {
      ended = true;
    }
  }
  const { whole } = await peek(stream(), 2);
  for await (const chunk of whole) if (chunk.length > 0) break;
  expect(ended).toBe(true);
});
