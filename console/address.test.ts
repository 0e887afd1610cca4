import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keep, one, readAddress, writeAddress } from './address.ts';

const wholeSigns = fc
  .string({ minLength: 1, unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) })
  .map((text) => text.replaceAll(/\p{Surrogate}/gu, 'x'));
const values = fc.array(wholeSigns, { minLength: 1, maxLength: 3 });
const addresses = fc.dictionary(wholeSigns, values, { noNullPrototype: true });

test('what is written into an address is read from it again, whatever signs are in it', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(Object.entries(readAddress(writeAddress(address)))).toEqual(Object.entries(address));
    }),
  );
});

test('half a sign, as a log may hold it, is written as one that is not known', () => {
  expect(readAddress(writeAddress({ text: 'a\uD800b' }))).toEqual({ text: ['a\uFFFDb'] });
});

test('an address with nothing in it has no question mark, and what has no value is left out', () => {
  expect(writeAddress({})).toBe('');
  expect(writeAddress({ rule: undefined, text: '', days: null })).toBe('');
  expect(readAddress('?rule=&text=a')).toEqual({ text: ['a'] });
});

test('colons and slashes stand as they are, so that times and names can be read', () => {
  expect(writeAddress({ from: '2026-01-01T00:00:00Z', resource: 'bucket/a b' })).toBe(
    '?from=2026-01-01T00:00:00Z&resource=bucket/a%20b',
  );
});

test('a page keeps the names that it knows, and of their values the texts', () => {
  const given = { days: ['7', 7, ''], rule: 'a', other: 'b', text: [3] };
  expect(keep('days', 'rule', 'text')(given)).toEqual({ days: ['7'], rule: ['a'] });
  expect(one({ days: ['7', '30'] }, 'days')).toBe('7');
  expect(one({}, 'days')).toBeUndefined();
});
