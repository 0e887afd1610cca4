import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLimited } from './read-limited.ts';
import { unpacked } from './unpacked.ts';

const list = Buffer.from('198.51.100.7\n'.repeat(1000));

test('gzip is undone, everything else comes back as it is', async () => {
  expect(await unpacked(gzipSync(list), list.length, 'a list')).toEqual(list);
  expect(await unpacked(list, 1, 'a list')).toEqual(list);
  expect(await unpacked(Buffer.alloc(0), 1, 'a list')).toEqual(Buffer.alloc(0));
});

test('what grows beyond the limit is refused before it is held, and what is damaged may be tried again', async () => {
  await expect(unpacked(gzipSync(list), list.length - 1, 'a list')).rejects.toMatchObject({ code: 'TooLarge' });
  await expect(unpacked(gzipSync(list).subarray(0, 40), list.length, 'a list')).rejects.toMatchObject({
    code: 'Unavailable',
  });
});

test('a stream is read to its end up to the limit, and no further', async () => {
  let asked = 0;
  async function* stream() {
    for (; asked < 1000; asked += 1) yield await Promise.resolve(list);
  }
  await expect(readLimited(stream(), 3 * list.length, 'a list')).rejects.toMatchObject({ code: 'TooLarge' });
  expect(asked).toBe(3);
  asked = 998;
  expect(await readLimited(stream(), 2 * list.length, 'a list')).toEqual(Buffer.concat([list, list]));
});
