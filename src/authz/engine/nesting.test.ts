import { expect, test } from 'vitest';
import { isDeep } from './nesting.ts';

const nested = (depth: number): string => `${'('.repeat(depth)}true${')'.repeat(depth)}`;

test('forty brackets within each other are not deep, one more is', () => {
  expect(isDeep(nested(40))).toBe(false);
  expect(isDeep(nested(41))).toBe(true);
  expect(isDeep('[{('.repeat(14))).toBe(true);
});

test('brackets that follow each other, or stand in texts and remarks, are not deep', () => {
  expect(isDeep('(1)[2]{3}'.repeat(100))).toBe(false);
  expect(isDeep(`"${'('.repeat(100)}"`)).toBe(false);
  expect(isDeep(`"\\"${'('.repeat(100)}"`)).toBe(false);
  expect(isDeep(`// ${'('.repeat(100)}\n()`)).toBe(false);
  expect(isDeep(`// remark\n${nested(41)}`)).toBe(true);
});

test('texts are looked for wherever they stand in what is given', () => {
  expect(isDeep({ policies: [{ text: nested(41) }] })).toBe(true);
  expect(isDeep({ policies: [{ text: nested(40) }], count: 41, none: null, absent: undefined })).toBe(false);
});
