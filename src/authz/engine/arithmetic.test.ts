import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, multiply, negate, subtract } from './arithmetic.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Value } from './values.ts';
import { fits, long, type Long } from './whole.ts';

const edge = [2n ** 53n, 2n ** 63n, 2n ** 31n, 0n].flatMap((power) => [power - 1n, power, power + 1n, -power]);
const longs = fc
  .oneof(
    fc.constantFrom(...edge),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -9n, max: 9n }),
  )
  .filter(fits)
  .map(long);

test.each<[string, (one: Value, other: Value) => Long, (one: bigint, other: bigint) => bigint]>([
  ['add', add, (one, other) => one + other],
  ['subtract', subtract, (one, other) => one - other],
  ['multiply', multiply, (one, other) => one * other],
])('to %s is exact on 64 bits, and an error beyond', (verb, operate, exact) => {
  fc.assert(
    fc.property(longs, longs, (one, other) => {
      const expected = exact(BigInt(one), BigInt(other));
      if (fits(expected)) expect(operate(one, other)).toBe(long(expected));
      else
        expect(thrownBy(() => operate(one, other))).toMatchObject({
          kind: 'overflow',
          message: expect.stringContaining(verb),
        });
    }),
  );
});

test('what is negated twice is the same, but for the smallest, which has no opposite', () => {
  fc.assert(
    fc.property(longs, (value) => {
      if (value === -(2n ** 63n)) expect(thrownBy(() => negate(value))).toMatchObject({ kind: 'overflow' });
      else expect(negate(negate(value))).toBe(value);
    }),
    { examples: [[-(2n ** 63n)], [0]] },
  );
});

test('zero has one sign, whichever sign it comes of', () => {
  expect(Object.is(multiply(-3, 0), 0)).toBe(true);
  expect(Object.is(negate(0), 0)).toBe(true);
});

test('what is no number is an error of its type, on either side', () => {
  for (const operate of [add, subtract, multiply]) {
    expect(thrownBy(() => operate('1', 2))).toMatchObject({ kind: 'type' });
    expect(thrownBy(() => operate(1, true))).toMatchObject({ kind: 'type' });
  }
  expect(thrownBy(() => negate('1'))).toMatchObject({ kind: 'type' });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(EvaluationError);
    return error;
  }
}
