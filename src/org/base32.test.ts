import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32 } from './base32.ts';

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j is %j, as RFC 4648 has it without padding', (text, expected) => {
  expect(base32(Buffer.from(text))).toBe(expected);
});

test('five bits a letter, the first bit first, and what is missing of the last letter is nought', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const letters = bits.match(/.{1,5}/g) ?? [];
      const naive = letters.map((five) =>
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(five.padEnd(5, '0'), 2)),
      );
      expect(base32(bytes)).toBe(naive.join(''));
    }),
  );
});
