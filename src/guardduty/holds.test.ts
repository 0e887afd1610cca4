// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Comparison } from './criteria.ts';
import { holds, holdsAll } from './holds.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '櫓', '𠮷'), maxLength: 10 });

/** `*` any text, `?` one character, as a regular expression says it. */
const oracle = (pattern: string): RegExp =>
  new RegExp(
    `^${Array.from(pattern, (sign) => (sign === '*' ? '.*' : sign === '?' ? '.' : sign.replace(/[.]/, String.raw`\.`))).join('')}$`,
    'su',
  );

test('wildcards fit what a regular expression of the same meaning fits, by whole characters', () => {
  fc.assert(
    fc.property(text, text, (value, pattern) => {
      expect(holds({ comparison: 'matches', operands: [pattern] }, [value])).toBe(oracle(pattern).test(value));
    }),
    { numRuns: 1000 },
  );
});

test('a negative comparison holds exactly where its positive does not, also of what has no value', () => {
  const pairs: readonly (readonly [Comparison, Comparison])[] = [
    ['equals', 'notEquals'],
    ['matches', 'notMatches'],
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...pairs),
      fc.array(text, { maxLength: 3 }),
      fc.array(text, { minLength: 1, maxLength: 3 }),
      ([is, isNot], values, operands) => {
        expect(holds({ comparison: isNot, operands }, values)).toBe(!holds({ comparison: is, operands }, values));
      },
    ),
  );
});

test.each([
  ['above', 5, [false, false, true]],
  ['atLeast', 5, [false, true, true]],
  ['below', 5, [true, false, false]],
  ['atMost', 5, [true, true, false]],
] as const)('%s %i is told of 4, 5 and 6 by its border', (comparison, operand, expected) => {
  expect([4, 5, 6].map((value) => holds({ comparison, operands: [operand] }, [value]))).toEqual(expected);
  expect(holds({ comparison, operands: [operand] }, [])).toBe(false);
});

test('of several values one is enough, of several tests all must hold, and of no condition nothing is asked', () => {
  const between = {
    attribute: 'severity',
    kind: 'number',
    tests: [
      { comparison: 'atLeast', operands: [4] },
      { comparison: 'below', operands: [7] },
    ],
  } as const;
  expect(holdsAll([between], { severity: [5] })).toBe(true);
  expect(holdsAll([between], { severity: [8] })).toBe(false);
  expect(holdsAll([between], {})).toBe(false);
  expect(
    holdsAll([{ attribute: 'type', kind: 'text', tests: [{ comparison: 'equals', operands: ['b'] }] }], {
      type: ['a', 'b'],
    }),
  ).toBe(true);
  expect(holdsAll([], {})).toBe(true);
});
