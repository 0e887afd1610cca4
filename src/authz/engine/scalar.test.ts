import { expect, test } from 'vitest';
import { Decimal } from './decimal.ts';
import { called, inWords, scalar } from './scalar.ts';

test('truth values, texts and whole numbers are values as they stand', () => {
  expect([true, 'text', 7, -7, 2n ** 63n - 1n, 5n].map((json) => scalar(json, undefined))).toEqual([
    true,
    'text',
    7,
    -7,
    2n ** 63n - 1n,
    5,
  ]);
  expect(Object.is(scalar(-0, undefined), 0)).toBe(true);
});

test('a text is read by its constructor where an extension type is expected, and only there', () => {
  const type = { kind: 'extension', name: 'decimal' } as const;
  expect(scalar('1.5', type)).toEqual(new Decimal(15_000n));
  expect(scalar('1.5', { kind: 'string' })).toBe('1.5');
  expect(() => scalar('many', type)).toThrow('is not a well-formed decimal value');
});

test.each([
  [2 ** 53, 'is not exact beyond 2^53'],
  [1.5, 'a number is no value in Cedar'],
  [Number.NaN, 'a number is no value in Cedar'],
  [2n ** 63n, 'a bigint is no value in Cedar'],
  [null, 'null is no value in Cedar'],
  [['a'], 'a list is no value in Cedar'],
  [undefined, 'a undefined is no value in Cedar'],
])('%s is refused: %s', (json, why) => {
  expect(() => scalar(json, undefined)).toThrow(why);
});

test('what a function refuses is told in both languages', () => {
  expect(() => called('ip', ['nowhere'])).toThrow(
    expect.objectContaining({
      name: 'Misread',
      message: expect.stringContaining('nowhere'),
      ja: expect.stringMatching(/[ぁ-ん]/),
    }),
  );
  expect(inWords({})).toBe('a object');
});
