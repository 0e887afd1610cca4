// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueIn } from './made-values.ts';

const turn = (place: number, day = 0) => ({ place, day });

test('numbers of a range and items of a list come one after the other, and begin anew', () => {
  expect([0, 1, 2, 3].map((place) => valueIn('1..3', turn(place)))).toEqual([1, 2, 3, 1]);
  expect([0, 1, 2].map((place) => valueIn(['a', 'b'], turn(place)))).toEqual(['a', 'b', 'a']);
  expect(valueIn('10.0.{1..2}.{n}', turn(3))).toBe('10.0.2.3');
});

test('a list within a list is a list, and what is no text is itself', () => {
  expect(valueIn([['a', '{n}']], turn(7))).toEqual(['a', '7']);
  expect(valueIn({ ports: '1..2', open: true, none: null }, turn(1))).toEqual({ ports: 2, open: true, none: null });
});

test('random letters and digits are as many as asked for, the same in every run, others in another turn or day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 40 }), fc.nat(1000), fc.nat(30), (length, place, day) => {
      const word = valueIn(`{word:${length}}`, turn(place, day));
      expect(word).toMatch(new RegExp(`^[a-z]{${length}}$`));
      expect(valueIn(`{hex:${length}}`, turn(place, day))).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
      expect(valueIn(`{word:${length}}`, turn(place, day))).toBe(word);
      expect(valueIn(`{word:${length}}`, turn(place + 1, day))).not.toBe(word);
      expect(valueIn(`{word:${length}}`, turn(place, day + 1))).not.toBe(word);
    }),
    { numRuns: 50 },
  );
});
