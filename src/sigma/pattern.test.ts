import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactText, literally, longestLiteral, mapLiterals, patternOf, within, type Pattern } from './pattern.ts';

/** A pattern as Sigma writes it: the way back. */
const written = (pattern: Pattern): string =>
  pattern
    .map((piece) => (typeof piece === 'object' ? piece.literal.replaceAll(/[\\*?]/g, (sign) => `\\${sign}`) : piece))
    .join('');
const text = fc
  .array(fc.constantFrom('a', 'B', '*', '?', '\\', '\\*', '\\\\'), { maxLength: 10 })
  .map((some) => some.join(''));

test('a pattern that is written and read again is the same', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(patternOf(written(patternOf(given)))).toEqual(patternOf(given));
    }),
  );
});

test('a text in which nothing is a wildcard is just that text', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(exactText(literally(given))).toBe(given);
    }),
  );
});

test('a backslash takes the meaning away from what follows, and before anything else is a backslash', () => {
  expect(patternOf(String.raw`a*b\*c\x?`)).toEqual([{ literal: 'a' }, '*', { literal: String.raw`b*c\x` }, '?']);
  expect(patternOf(String.raw`\\*`)).toEqual([{ literal: '\\' }, '*']);
});

test('equal patterns look equal: stars are not doubled, and question marks are counted', () => {
  expect(patternOf('a***')).toEqual(patternOf('a*'));
  expect(patternOf('a??')).toEqual([{ literal: 'a' }, '?', '?']);
  expect(within('*', patternOf('*a'), '*')).toEqual(['*', { literal: 'a' }, '*']);
});

test('what every matching text holds is the longest literal, and changes reach literals alone', () => {
  expect(longestLiteral(patternOf('ab*abc?d'))).toBe('abc');
  expect(longestLiteral(patternOf('*'))).toBe('');
  expect(mapLiterals(patternOf('ab*c'), (one) => one.toUpperCase())).toEqual([
    { literal: 'AB' },
    '*',
    { literal: 'C' },
  ]);
  expect([exactText([]), exactText(patternOf('a*'))]).toEqual(['', undefined]);
});
