import { expect, test } from 'vitest';
import { errorsWithin, ownCode } from './errors-within.ts';

const messages = (thrown: unknown): string[] => errorsWithin(thrown).map(({ message }) => message);

test('what is wrapped stands before what wraps it, and every address that refused is there', () => {
  const refused = new AggregateError([new Error('::1'), new Error('127.0.0.1')], 'all refused');
  expect(messages(new Error('fetch failed', { cause: refused }))).toEqual([
    '::1',
    '127.0.0.1',
    'all refused',
    'fetch failed',
  ]);
});

test('what is no error tells nothing, thrown or wrapped', () => {
  expect(messages('a text')).toEqual([]);
  expect(messages(new AggregateError(['a text', undefined], 'outer'))).toEqual(['outer']);
  expect(messages(new Error('outer', { cause: 'a text' }))).toEqual(['outer']);
});

test('an error that wraps itself comes to an end', () => {
  const circle = new Error('circle');
  circle.cause = circle;
  const found = messages(circle);
  expect(found.length).toBeLessThan(10);
  expect(new Set(found)).toEqual(new Set(['circle']));
});

test('the code of an error is its own', () => {
  expect(ownCode(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  expect(ownCode(new Error('x', { cause: Object.assign(new Error('y'), { code: 'ENOENT' }) }))).toBe('');
});
