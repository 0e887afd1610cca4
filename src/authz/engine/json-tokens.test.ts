import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonTokens } from './json-tokens.ts';
import { fits, long } from './whole.ts';

const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 3 });
const letters = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', '\\', '\n', '\u0007', ' '), maxLength: 12 });

test('a text is read as JSON.parse reads it, whole or in slices of any length, and passed over to its end', () => {
  fc.assert(
    fc.property(space, letters, fc.integer({ min: 1, max: 5 }), (before, text, slice) => {
      const json = `${before}${JSON.stringify(text)}  `;
      const [whole, sliced, skipped] = [new JsonTokens(json), new JsonTokens(json), new JsonTokens(json)];
      expect(whole.string()).toBe(text);
      const slices = sliced.stringInSlices(slice);
      let step = slices.next();
      while (step.done !== true) step = slices.next();
      expect(step.value).toBe(text);
      skipped.skipString();
      expect([sliced.at, skipped.at]).toEqual([whole.at, whole.at]);
      expect(() => whole.end()).not.toThrow();
    }),
    { numRuns: 400 },
  );
});

test('a whole number of 64 bits is read exactly, and leaves what follows it', () => {
  fc.assert(
    fc.property(space, fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }), (before, value) => {
      const tokens = new JsonTokens(`${before}${value},1`);
      if (!fits(value)) {
        expect(() => tokens.long()).toThrow('has more than 64 bits');
        return;
      }
      expect(tokens.long()).toBe(long(value));
      expect(tokens.text.slice(tokens.at)).toBe(',1');
    }),
    {
      examples: [
        ['', 0n],
        ['', 2n ** 63n - 1n],
        ['', 2n ** 53n],
        ['', -(2n ** 63n)],
        ['', 999_999_999_999_999n],
      ],
    },
  );
});

test.each([
  ['1.5', 'is not whole'],
  ['1e3', 'is not whole'],
  ['12345678901234567890.0', 'is not whole'],
  ['"1"', 'a number was expected'],
  ['-', 'a number was expected'],
])('%s is no whole number: %s', (json, why) => {
  expect(() => new JsonTokens(json).long()).toThrow(why);
});

test('zero has no sign, and a number does not begin with zeros', () => {
  expect(Object.is(new JsonTokens('-0').long(), 0)).toBe(true);
  const tokens = new JsonTokens('01');
  expect(tokens.long()).toBe(0);
  expect(() => tokens.end()).toThrow('something follows its end');
});

test.each([
  ['"a', 'has no end'],
  ['"a\\', 'is damaged'],
  ['"\\x"', 'is damaged'],
  ['"a\nb"', 'is damaged'],
  ['a', 'a text in quotation marks was expected'],
])('%j is no text: %s', (json, why) => {
  expect(() => new JsonTokens(json).string()).toThrow(why);
  expect(() => new JsonTokens(json).skipString()).toThrow(why);
  expect(() => [...new JsonTokens(json).stringInSlices(2)]).toThrow(why);
});

test('truth values are words, and null is absent', () => {
  expect([new JsonTokens(' true').boolean(), new JsonTokens('false ').boolean()]).toEqual([true, false]);
  expect(() => new JsonTokens('null').boolean()).toThrow('true or false was expected');
  expect(() => new JsonTokens('maybe').boolean()).toThrow('a value was expected');
  const tokens = new JsonTokens(' null,');
  expect([tokens.absent(), tokens.at]).toEqual([true, 5]);
  expect([tokens.absent(), tokens.at]).toEqual([false, 5]);
});
