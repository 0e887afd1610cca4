// Opens no lake.
import { expect, it } from 'vitest';
import { unzstd } from './inflate.ts';

/** A frame of Zstandard of 128 KiB of one letter, again and again: four bytes each time (RFC 8878, RLE_Block). */
function bomb(blocks: number): Buffer {
  const [magic, smallWindow, again, last] = ['28b52ffd', '0038', '02001041', '03001041'];
  return Buffer.from(`${magic}${smallWindow}${again.repeat(blocks - 1)}${last}`, 'hex');
}

async function* piece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

it('a few bytes of Zstandard that stand for very many are undone little by little', async () => {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let bytes = 0;
  for await (const chunk of unzstd(piece(bomb(1000)))) {
    if (bytes === 0) most = process.memoryUsage().arrayBuffers - before;
    bytes += chunk.length;
  }
  expect(bytes).toBe(1000 * 128 * 1024);
  expect(most).toBeLessThan(64 * 2 ** 20);
});
