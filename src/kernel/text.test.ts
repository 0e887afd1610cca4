import { expect, test } from 'vitest';
import { apart, Text } from './text.ts';

test('a particle stands apart from Latin letters and figures, and not from Japanese', () => {
  expect(['rin', '10.0.0.1', 'ロール web', '3'].map((words) => `${apart(words)}は`)).toEqual([
    'rin は',
    '10.0.0.1 は',
    'ロール web は',
    '3 は',
  ]);
  expect(['リン', 'ロール（web）', ''].map((words) => `${apart(words)}は`)).toEqual([
    'リンは',
    'ロール（web）は',
    'は',
  ]);
});

test('what people read has both languages, and neither is empty', () => {
  expect(Text.safeParse({ en: 'One.', ja: '一つ。' }).success).toBe(true);
  for (const text of [{ en: 'One.' }, { en: 'One.', ja: '' }, { en: 'One.', ja: 'x', fr: 'Un.' }])
    expect(Text.safeParse(text).success).toBe(false);
});
