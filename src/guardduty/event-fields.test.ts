// Opens no lake.
import { expect, test } from 'vitest';
import { numberAt, objectsAt, textAt, textsAt, valueAt } from './event-fields.ts';
import { known } from './known.ts';
import { oneOf } from './one-of.ts';
import { findingIds, pageSize } from './page.ts';

const event = {
  user: { name: 'rin', empty: '', none: '-', mfa: false, age: 7 },
  list: [{ id: 'a' }, 'text', null, { id: 'b' }],
  texts: ['x', 1, 'y'],
  port: '443',
};

test('a value is found by its path, positions in lists count from nought, and nothing lies below a text', () => {
  expect(valueAt(event, 'user.name')).toBe('rin');
  expect(valueAt(event, 'list.3.id')).toBe('b');
  expect([valueAt(event, 'port.length.x'), valueAt(event, 'nothing.at.all'), valueAt(event, 'list.9')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('the first path that holds something counts; a dash and an empty text hold nothing', () => {
  expect(textAt(event, 'user.empty', 'user.none', 'user.name')).toBe('rin');
  expect([textAt(event, 'user.mfa'), textAt(event, 'user.age'), textAt(event, 'user')]).toEqual(['false', '7', '']);
});

test('a number is one that is written in digits alone', () => {
  expect([numberAt(event, 'port'), numberAt(event, 'user.age')]).toEqual([443, 7]);
  expect([numberAt({ a: '-1' }, 'a'), numberAt({ a: '1.5' }, 'a'), numberAt({ a: '' }, 'a')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('of a list the objects, or the texts, and of anything else nothing', () => {
  expect(objectsAt(event, 'list')).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(textsAt(event, 'texts')).toEqual(['x', 'y']);
  expect([objectsAt(event, 'user'), textsAt(event, 'port')]).toEqual([[], []]);
});

test('what is not known is left out, and a structure of nothing is nothing', () => {
  expect(known({ a: '', b: undefined, c: [], d: 0, e: false })).toEqual({ d: 0, e: false });
  expect(known({ a: '', b: undefined })).toBeUndefined();
});

test('a parameter is refused by its name, with what it takes', () => {
  expect(oneOf('order', ['ASC', 'DESC'], 'ASC')).toBe('ASC');
  expect(() => oneOf('order', ['ASC', 'DESC'], 'asc')).toThrow(/order is "asc", and must be ASC or DESC/);
});

test('a page holds from 1 to 50, and an operation takes as many ids', () => {
  expect([pageSize(undefined), pageSize(1), pageSize(50)]).toEqual([50, 1, 50]);
  for (const size of [0, 51, 1.5, -1, Number.NaN]) expect(() => pageSize(size), String(size)).toThrow('maxResults');
  const ids = Array.from({ length: 50 }, String);
  expect(findingIds(ids)).toBe(ids);
  expect(() => findingIds([])).toThrow('1 to 50');
  expect(() => findingIds([...ids, 'more'])).toThrow('holds 51 ids');
});
