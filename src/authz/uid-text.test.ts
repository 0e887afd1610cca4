import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted } from './engine/write-value.ts';
import { uidOf } from './uid-text.ts';

test('the name of an entity is read as Cedar writes it, whatever its id holds', () => {
  fc.assert(
    fc.property(fc.constantFrom('User', 'App::User', '_a1'), fc.string({ unit: 'grapheme' }), (type, id) => {
      expect(uidOf(` ${type}::${quoted(id)} `)).toEqual({ type, id });
      expect(uidOf(`${type}::${JSON.stringify(id)}`)).toEqual({ type, id });
    }),
  );
});

test.each([
  [String.raw`User::"\u{200b}a"`, '\u200ba'],
  [String.raw`User::"\u{1F600}"`, '😀'],
  [String.raw`User::"\ud83d\ude00"`, '😀'],
  [String.raw`User::"it\'s \x41\t\0"`, "it's A\t\0"],
  [String.raw`User::"\\n"`, String.raw`\n`],
  ['User::""', ''],
])('%s is read with its escapes', (text, id) => {
  expect(uidOf(text)).toEqual({ type: 'User', id });
});

test('a name in two parts is itself', () =>
  expect(uidOf({ type: 'User', id: 'a' })).toEqual({ type: 'User', id: 'a' }));

test.each([
  '',
  'User',
  'User::alice',
  'User::"alice',
  '::"a"',
  'User:"a"',
  '1User::"a"',
  'User::"a" or true',
  'User::"\\q"',
  'User::"\\u{110000}"',
  'User::"\\x80"',
  'User::"\\u12"',
])('%j is no name of an entity', (text) => expect(() => uidOf(text)).toThrow('is no name of an entity'));
