import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text.ts';

/** JSON without what Cedar has no value for: fractions, and -0, which is no other number than 0. */
const json = fc
  .jsonValue({ noUnicodeString: false, maxDepth: 4 })
  .map((value) =>
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Math.trunc(inner % 1e9) + 0 : inner)),
  );

const sentenceOf = (text: string): string => {
  try {
    return `no error, but ${String(parseJsonText(text))}`;
  } catch (error) {
    return String(error);
  }
};

describe('JSON without loss', () => {
  it('is what JSON.parse gives, where that loses nothing', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(parseJsonText(spaced)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps every digit of 64 bits, and refuses what has more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        expect(String(parseJsonText(String(n)))).toBe(String(n));
      }),
    );
    expect(sentenceOf('9223372036854775808')).toMatch(/more than 64 bits/);
    expect(parseJsonText('-9223372036854775808')).toBe(-(2n ** 63n));
  });

  it.each([
    ['[1.0]', /1\.0 is not whole.*line 1, column 2/],
    ['[1e3]', /1e3 is not whole/],
    ['{"a": 1, "a": 2}', /"a" stands twice/],
    ['{"a": 1,\n  b: 2}', /line 2, column 3/],
    ['[1,]', /a value was expected/],
    ['[01]', /"," was expected/],
    ['"a', /damaged/],
    ['"\\x"', /damaged/],
    ['"a\nb"', /damaged/],
    ['1 2', /something follows/],
    ['', /a value was expected/],
    ['nul', /a value was expected/],
    ['['.repeat(500_000), /nested deeper/],
  ])('refuses %.30s with the place', (text, message) => expect(sentenceOf(text)).toMatch(message));
});
