import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisons, numberOf } from './comparisons.ts';

test('of two comparisons that exclude each other one holds', () => {
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(number, number, (left, right) => {
      expect(comparisons.lt.holds(left, right)).toBe(!comparisons.gte.holds(left, right));
      expect(comparisons.gt.holds(left, right)).toBe(!comparisons.lte.holds(left, right));
      expect(comparisons.eq.holds(left, right)).toBe(!comparisons.neq.holds(left, right));
      expect(comparisons.lte.holds(left, right)).toBe(
        comparisons.lt.holds(left, right) || comparisons.eq.holds(left, right),
      );
    }),
  );
});

test('a number is read as it was written', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(numberOf(` ${Object.is(number, -0) ? '-0' : number}`)).toBe(number);
    }),
  );
});

test.each(['', ' ', '0x10', '1,5', 'Infinity', 'NaN', '1e', '.', '1 2', '--1'])('%j is no number', (text) => {
  expect(numberOf(text)).toBeUndefined();
});
