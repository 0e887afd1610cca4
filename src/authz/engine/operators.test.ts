import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Datetime } from './datetime.ts';
import { Duration } from './duration.ts';
import { EvaluationError } from './evaluation-error.ts';
import { isLess } from './operators.ts';
import type { Value } from './values.ts';

/** Whole numbers as the engine holds them: those that a number holds exactly as numbers, larger ones as bigints. */
const long = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map((value): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value));

test('longs are ordered as whole numbers are, small and large ones together', () => {
  fc.assert(
    fc.property(fc.oneof(long, fc.integer()), fc.oneof(long, fc.integer()), (one, other) => {
      expect(isLess(one, other)).toBe(BigInt(one) < BigInt(other));
    }),
  );
});

test('moments and lengths of time are ordered among themselves', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: -1000n, max: 1000n }), (one, other) => {
      expect(isLess(new Datetime(one), new Datetime(other))).toBe(one < other);
      expect(isLess(new Duration(one), new Duration(other))).toBe(one < other);
    }),
  );
});

const kinds: readonly Value[] = [1, 2n ** 60n, 'a', true, new Datetime(1n), new Duration(1n)];
const orderOf = (value: Value): string =>
  typeof value === 'bigint'
    ? 'number'
    : value instanceof Datetime
      ? 'datetime'
      : value instanceof Duration
        ? 'duration'
        : typeof value;

test('values of different types, and texts and truths at all, have no order', () => {
  for (const one of kinds)
    for (const other of kinds) {
      const isOrdered = orderOf(one) === orderOf(other) && !['string', 'boolean'].includes(orderOf(one));
      if (isOrdered) expect(() => isLess(one, other)).not.toThrow();
      else expect(() => isLess(one, other)).toThrow(EvaluationError);
    }
});
