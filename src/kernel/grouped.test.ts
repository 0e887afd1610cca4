import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grouped } from './grouped.ts';

test('every thing is in the group of its key, once, and nothing changes places', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 })), (numbers) => {
      const groups = grouped(numbers, (number) => number % 3);
      expect([...groups.keys()]).toEqual([...new Set(numbers.map((number) => number % 3))]);
      for (const [key, group] of groups) expect(group).toEqual(numbers.filter((number) => number % 3 === key));
    }),
  );
});

test('of nothing there is no group', () => {
  expect(grouped([], String)).toEqual(new Map());
});
