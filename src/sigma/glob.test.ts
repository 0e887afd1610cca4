import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globTest } from './glob.ts';
import { exactText, literally, longestLiteral, patternOf, within, type Pattern } from './pattern.ts';

/** The same as a regular expression, which is slower than it may be and otherwise right. */
const oracle = (pattern: Pattern): RegExp =>
  new RegExp(
    `^${pattern.map((piece) => (piece === '*' ? '.*' : piece === '?' ? '.' : piece.literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))).join('')}$`,
    's',
  );

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '\\', '.'), maxLength: 12 });

test('a pattern of any shape fits what the regular expression of the same meaning fits', () => {
  fc.assert(
    fc.property(letters, letters, (written, text) => {
      const pattern = patternOf(written);
      expect(globTest(pattern)(text)).toBe(oracle(pattern).test(text));
    }),
    { numRuns: 3000 },
  );
});

test('a pattern fits the text that it was made of, wherever stars stand for pieces of it', () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(pieces, pieces, (kept, hidden) => {
      const text = kept.map((piece, place) => piece + (place < kept.length - 1 ? (hidden[place] ?? '') : '')).join('');
      expect(globTest(patternOf(kept.join('*')))(text)).toBe(true);
    }),
  );
});

test('a star twice is a star once, also where a pattern was put together by hand', () => {
  for (const pattern of [['*', '*', { literal: 'x' }], within('*', patternOf('*x'), '')] as const) {
    expect(globTest(pattern)('a x')).toBe(true);
    expect(globTest(pattern)('x a')).toBe(false);
  }
  expect(globTest([{ literal: 'x' }, '*', '*'])('a x')).toBe(false);
});

test('a backslash takes the meaning of a wildcard and of itself, and is a letter before anything else', () => {
  expect(patternOf(String.raw`a\*b`)).toEqual([{ literal: 'a*b' }]);
  expect(patternOf(String.raw`a\\*b`)).toEqual([{ literal: 'a\\' }, '*', { literal: 'b' }]);
  expect(patternOf(String.raw`C:\Windows`)).toEqual([{ literal: String.raw`C:\Windows` }]);
  expect(patternOf('**')).toEqual(['*']);
});

test('a text in which nothing is a wildcard fits itself alone', () => {
  fc.assert(
    fc.property(letters, letters, (text, other) => {
      expect(exactText(literally(text))).toBe(text);
      expect(globTest(literally(text))(other)).toBe(text === other);
    }),
  );
});

test('the longest literal stands in every text that fits', () => {
  fc.assert(
    fc.property(letters, letters, (written, text) => {
      const pattern = patternOf(written);
      fc.pre(globTest(pattern)(text));
      expect(text).toContain(longestLiteral(pattern));
    }),
  );
});
