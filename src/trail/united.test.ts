// Opens no lake.
import { expect, test } from 'vitest';
import { united } from './united.ts';

test('what is asked of several tables is one statement with the values of all', () => {
  const asked = [
    { sql: 'SELECT 1', params: { from: 1, v0: ['a'] } },
    { sql: 'SELECT 2', params: { from: 1, v1: ['b'] } },
  ];
  expect(united(asked)).toEqual({ sql: 'SELECT 1 UNION ALL SELECT 2', params: { from: 1, v0: ['a'], v1: ['b'] } });
});

test('where no table is asked there is no statement', () => expect(united([])).toBeUndefined());
