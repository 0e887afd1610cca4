import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalPath, canonicalQuery } from './canonical-request.ts';

test('dots and empty segments go from a path, and what is encoded is encoded once more', () => {
  expect(canonicalPath('/')).toBe('/');
  expect(canonicalPath('/a/./b//../c%20d/')).toBe('/a/c%2520d/');
  expect(canonicalPath('/../..')).toBe('/');
});

test('a query is sorted by names and then by values, each encoded in one way, without the signature', () => {
  expect(canonicalQuery('b=2&a=z&a=B&X-Amz-Signature=ff&c')).toBe('a=B&a=z&b=2&c=');
  expect(canonicalQuery("k=%7e*'()!%2F+")).toBe('k=~%2A%27%28%29%21%2F%2B');
});

test('however its pairs are ordered, a query is the same', () => {
  const pair = fc
    .tuple(fc.constantFrom('a', 'b', 'B', '%20'), fc.constantFrom('', '1', '2', 'é'))
    .map((some) => some.join('='));
  const pairs = fc.array(pair, { maxLength: 6 });
  fc.assert(
    fc.property(pairs, (given) => {
      expect(canonicalQuery(given.toReversed().join('&'))).toBe(canonicalQuery(given.join('&')));
    }),
  );
});
