import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcher } from './pattern.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é', '😀'), maxLength: 8 });
const piece = fc.string({ unit: fc.constantFrom('a', 'b', '.', '😀'), maxLength: 3 });

test('a pattern fits what its pieces with anything between them fit', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), text, (pieces, given) => {
      const form = new RegExp(`^${pieces.map((one) => one.replaceAll('.', '\\.')).join('[^]*')}$`);
      expect(matcher(pieces)(given)).toBe(form.test(given));
    }),
    {
      numRuns: 1000,
      examples: [
        [['a', 'b', ''], 'ab'],
        [['ab', 'ba'], 'aba'],
        [['', 'a', 'a'], 'a'],
        [[], ''],
      ],
    },
  );
});

test('a text that is made to be slow is not', () => {
  const pattern = Array.from({ length: 200 }, () => 'ab');
  expect(matcher(['', ...pattern, 'c'])('ab'.repeat(50_000))).toBe(false);
});
