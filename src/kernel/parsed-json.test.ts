import { expect, test } from 'vitest';
import { ownJson, parsedJson } from './parsed-json.ts';

test.each(['', '{', '{"a": 1', 'undefined', '{"a": 1} {}'])('of %j, which is no JSON, nothing is known', (text) => {
  expect(parsedJson(text)).toBeUndefined();
  expect(() => ownJson(text)).toThrow(SyntaxError);
});

test.each([null, false, 0, '', [], { a: [1, 'two'] }])('%j is read as it was written', (value) => {
  expect(parsedJson(JSON.stringify(value))).toEqual(value);
  expect(ownJson(JSON.stringify(value))).toEqual(value);
});
