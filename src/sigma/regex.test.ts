import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literalWithin, regexTest } from './regex.ts';

test.each([
  [':i-[0-9a-f]{8,17}$', ':i-'],
  ['^arn:aws[a-z-]*:iam', 'arn:aws'],
  ['ab?cde', 'cde'],
  ['ab{0,3}cd', 'cd'],
  ['[^]a[b]', ''],
  ['[]a]bcd', ''],
  ['[[:alpha:]]bcd', ''],
  ['abc|def', ''],
  [String.raw`\[abc]`, ''],
])('every match of %s holds "%s"', (source, literal) => {
  expect(literalWithin(source)).toBe(literal);
});

const characters = fc.constantFrom('a', 'b', 'k', 'Z', '7', ':', '-', ' ', 'é');
const pieces = fc.oneof(
  characters,
  fc.constantFrom('[ab]', '[0-9-]', '[k-m]', String.raw`\d`, '(?:a|b)', String.raw`\[`),
);
const sources = fc
  .array(fc.tuple(pieces, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '*?', '{0,1}?')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.flat().join(''));

test('no match is lost by looking for its literal first', () => {
  fc.assert(
    fc.property(
      sources.chain((source) => fc.tuple(fc.constant(source), fc.stringMatching(new RegExp(source, 'u')))),
      ([source, text]) => {
        expect(text).toContain(literalWithin(source));
        expect(regexTest(source, '')(text)).toBe(true);
      },
    ),
  );
});
