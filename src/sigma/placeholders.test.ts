import { expect, test } from 'vitest';
import { expandPlaceholders } from './placeholders.ts';
import { Trouble } from './trouble.ts';

test('each word stands for each of its values, in every combination', () => {
  expect(expandPlaceholders('%a%-%b%', { a: ['1', '2'], b: ['x', 'y'] })).toEqual(['1-x', '1-y', '2-x', '2-y']);
  expect(expandPlaceholders('plain', {})).toEqual(['plain']);
});

test('a percent sign after a backslash is one, and a single one too', () => {
  expect(expandPlaceholders(String.raw`100\%`, {})).toEqual(['100%']);
  expect(expandPlaceholders('5 % of', {})).toEqual(['5 % of']);
});

test('a word without values, also one that objects have by themselves, is trouble that names it', () => {
  for (const name of ['Servers', 'constructor']) {
    expect(() => expandPlaceholders(`%${name}%`, { Servers: [] })).toThrow(Trouble);
    expect(() => expandPlaceholders(`%${name}%`, { Servers: [] })).toThrow(`%${name}%`);
  }
});
