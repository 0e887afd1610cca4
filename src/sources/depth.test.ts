import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refuseDeep } from './depth.ts';

const nested = (levels: number, inner = '1'): string => '[{"a":'.repeat(levels / 2) + inner + '}]'.repeat(levels / 2);

test('a thousand levels are read, and one pair more is refused', () => {
  expect(() => refuseDeep(nested(1000))).not.toThrow();
  expect(() => refuseDeep(nested(1002))).toThrow('nested more than 1000 levels deep');
});

test('brackets in strings are no levels, however quotes and backslashes stand in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', 'x'), minLength: 1, maxLength: 30 }), (text) => {
      const json = JSON.stringify({ text: text.repeat(1000), list: [text] });
      expect(() => refuseDeep(json)).not.toThrow();
      expect(() => refuseDeep(nested(1002, JSON.stringify(text)))).toThrow('levels deep');
    }),
    { numRuns: 30 },
  );
});

test('what lies side by side is not deep, and what is no text is not looked at', () => {
  expect(() => refuseDeep(`[${'[[]],'.repeat(5000)}[]]`)).not.toThrow();
  expect(() => refuseDeep({ a: 1 })).not.toThrow();
});
