// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Fault, type Text } from '#kernel';
import { inMemory } from './content.ts';
import { fetchOne, groups } from './fetching.ts';
import { InHand } from './in-hand.ts';
import type { Incoming } from './incoming.ts';
import { Spool } from './spool.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-fetching-'));
const spool = new Spool(folder);
afterAll(() => rm(folder, { recursive: true, force: true }));

const mebibyte = 2 ** 20;
const fetched = {
  content: inMemory('a', Buffer.from('a')),
  hash: 'f'.repeat(64),
  [Symbol.asyncDispose]: async () => {},
};
const file = (part: Partial<Incoming> = {}): Incoming => ({ name: 'a', size: 1, fetch: async () => fetched, ...part });
async function* from(sizes: readonly number[]): AsyncGenerator<Incoming> {
  for (const [at, size] of sizes.entries()) yield file({ name: String(at), size });
}

test('groups hold all files in their order, at most 64 of them and 8 MB, or one that is larger by itself', async () => {
  const sizes = fc.array(fc.constantFrom(0, 1, mebibyte, 3 * mebibyte, 9 * mebibyte), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(sizes, async (given) => {
      const found: Incoming[][] = [];
      for await (const group of groups(from(given))) found.push(group);
      expect(found.flat().map(({ name }) => name)).toEqual(given.map((_, at) => String(at)));
      for (const group of found) {
        expect(group.length).toBeGreaterThan(0);
        expect(group.length).toBeLessThanOrEqual(64);
        const bytes = group.reduce((sum, { size }) => sum + size, 0);
        expect(group.length === 1 || bytes <= 8 * mebibyte).toBe(true);
      }
    }),
    { examples: [[Array.from({ length: 130 }, () => 0)], [[9 * mebibyte, 1, 9 * mebibyte]]] },
  );
});

async function tried(incoming: Incoming) {
  const told: Text[] = [];
  const got = await fetchOne(incoming, { spool, inHand: new InHand(), tell: (text) => told.push(text) });
  return { got, told };
}

test('a file is told apart by what the place promises, else by the first half of its hash', async () => {
  expect((await tried(file())).got?.identity).toBe('f'.repeat(32));
  expect((await tried(file({ identity: 'etag' }))).got?.identity).toBe('etag');
});

test('a file that cannot be had is told and kept for later, and the import goes on', async () => {
  let missed = 0;
  const gone = file({
    fetch: () => Promise.reject(new Fault('NotFound', 'It is gone. Look for it.')),
    missed: async () => void (missed += 1),
  });
  expect(await tried(gone)).toEqual({
    got: undefined,
    told: [expect.objectContaining({ en: 'It is gone. Look for it.' })],
  });
  expect(missed).toBe(1);
});

test('a disk without room ends the import', async () => {
  const full = new Fault('Unavailable', 'The disk is full. Make room.');
  await expect(tried(file({ fetch: () => Promise.reject(full) }))).rejects.toBe(full);
});
