// Opens no lake.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { issuesText, textLike } from './issues.ts';

const whole = { en: 'input', ja: '入力' };

test.each([
  [z.string().min(1), '', 'input: it must not be empty', '入力: 空にはできません'],
  [z.string().min(8), 'short', 'input: at least 8 characters is needed', '入力: 8 文字以上が必要です'],
  [z.string().max(3), 'long', 'input: 3 characters is the most', '入力: 最大は 3 文字です'],
  [z.array(z.string()).min(1), [], 'input: it must not be empty', '入力: 空にはできません'],
  [z.array(z.string()).max(1), ['a', 'b'], 'input: 1 entry is the most', '入力: 最大は 1 件です'],
  [z.number().min(1), 0, 'input: at least 1 is needed', '入力: 1 以上が必要です'],
  [z.number().max(9), 10, 'input: 9 is the most', '入力: 最大は 9 です'],
])('what is too little or too much is counted as what it is', (schema, value, en, ja) => {
  const { error } = schema.safeParse(value);
  expect(error && issuesText(error, { whole })).toEqual({ en, ja });
});

test('what a form of a text says of itself is said in both languages', () => {
  const { error } = z
    .object({ name: textLike(/^[a-z]+$/, { en: 'use small letters', ja: '英小文字を使います' }) })
    .safeParse({ name: 'A' });
  expect(error && issuesText(error, { whole })).toEqual({
    en: 'name: use small letters',
    ja: 'name: 英小文字を使います',
  });
});
