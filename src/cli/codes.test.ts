// Opens no lake.
import { expect, test } from 'vitest';
import { categories } from '#intel';
import { categoryInWords, inWords } from './codes.ts';

test('what the tables of policies and lists say is told in the language of the reader', () => {
  expect(inWords('shipped', 'ja')).toBe('Yagura に付属');
  expect(inWords('shipped', 'en')).toBe('comes with Yagura');
  expect(inWords('threat', 'ja')).toBe('脅威');
  expect(['constructor', ''].map((code) => inWords(code, 'ja'))).toEqual(['constructor', '']);
});

test('every category of a list has a word in Japanese', () => {
  const same = categories.filter((category) => categoryInWords(category, 'ja') === category);
  expect(same).toEqual([]);
  expect(categoryInWords('mining', 'en')).toBe('mining');
});
