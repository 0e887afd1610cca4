import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secret, stableId } from './ids.ts';

test('the same parts give the same id, and the border between parts counts', () => {
  expect(stableId('a', 'b')).toBe(stableId('a', 'b'));
  expect(stableId('ab', 'c')).not.toBe(stableId('a', 'bc'));
});

test('different lists of parts give different ids', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      return stableId(...one) !== stableId(...other);
    }),
  );
});

test('a secret is 256 bits and safe in a URL', () => {
  expect(secret()).toMatch(/^[\w-]{43}$/);
});
