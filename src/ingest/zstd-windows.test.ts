// Opens no lake.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { zstdWindows } from './zstd-windows.ts';

const written = Buffer.from('KLUv/QRoLQEAsgEGC8DrtGJ7WdU/dGyyINjRWj0q7075oN0NAgBQAFFbWKyMAYeCy3A=', 'base64'); // of the zstd program
const skippable = Buffer.from('502a4d18020000000909', 'hex');
const ofOneLetter = Buffer.from('28b52ffd00380200104103001041', 'hex');
const widestTaken = Buffer.from('28b52ffd008803001041', 'hex');
const dictionaryNought = Buffer.from('28b52ffd035800000000010000', 'hex');
const withDictionary = ['28b52ffd015807010000', '28b52ffd02580007010000', '28b52ffd035800000007010000'];
const narrow = [written, skippable, ofOneLetter, widestTaken, dictionaryNought];
const wide = ['28b52ffd0090', '28b52ffda001000008', '28b52ffde00000000001000000'].map((hex) => Buffer.from(hex, 'hex'));

/** Looks at the bytes in pieces of these sizes, again and again. */
function look(bytes: Buffer, sizes: readonly number[]): void {
  const windows = zstdWindows();
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    windows(bytes.subarray(at, at + size));
    at += size;
  }
}

const frames = fc.array(fc.constantFrom(...narrow), { maxLength: 6 }).map((some) => Buffer.concat(some));
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });

it('a frame that asks for more than 128 MB is refused wherever it stands, and no other', () => {
  fc.assert(
    fc.property(frames, fc.constantFrom(...wide), sizes, (before, last, pieces) => {
      look(before, pieces);
      expect(() => look(Buffer.concat([before, last]), pieces)).toThrow(/more than 128 MB/);
    }),
  );
});

it('what is no Zstandard is left to the decoder', () => {
  look(Buffer.concat([written, Buffer.from('plain text'), ...wide]), [3]);
});

it.each(withDictionary)('a frame that wants a dictionary says so: %s', (hex) => {
  expect(() => look(Buffer.concat([written, Buffer.from(hex, 'hex')]), [5])).toThrow(/packed with a dictionary/);
});
