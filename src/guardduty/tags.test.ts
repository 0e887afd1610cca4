// Opens no lake.
import { expect, test } from 'vitest';
import { checkTags } from './tags.ts';

test('a tag may have letters of any language, numbers and some signs', () => {
  expect(() => checkTags({ 'team:billing/eu': 'rin@example.com +1', 部署: '', 'a b': 'é' })).not.toThrow();
});

test.each([
  ['no key', { '': 'x' }],
  ['a key that is too long', { ['k'.repeat(129)]: 'x' }],
  ['a value that is too long', { k: 'v'.repeat(257) }],
  ['a sign that no tag has', { 'a<b': 'x' }],
  ['a sign in its value', { a: 'x;y' }],
  ["AWS's own prefix in any case", { 'AWS:name': 'x' }],
])('a tag with %s is refused', (_, tags) => {
  expect(() => checkTags(tags)).toThrow(/tag/);
});

test('a resource has at most fifty tags, and one that is written again is none more', () => {
  const others = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, '']));
  expect(() => checkTags({ k0: 'new' }, others)).not.toThrow();
  expect(() => checkTags({ other: '' }, others)).toThrow(/would have 51 tags, and may have 50/);
});
