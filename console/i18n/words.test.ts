import { expect, test } from 'vitest';
import { sentence } from './words.ts';

const found = {
  en: { one: 'One finding in {place}', other: '{count} findings in {place}' },
  ja: '{place} に {count} 件',
};

test('English tells one from many by the count, Japanese does not', () => {
  expect(sentence('en', found, { count: 1, place: 'Tokyo' })).toBe('One finding in Tokyo');
  expect(sentence('en', found, { count: 0, place: 'Tokyo' })).toBe('0 findings in Tokyo');
  expect(sentence('ja', found, { count: 1, place: '東京' })).toBe('東京 に 1\u00A0件');
});

test('in Japanese no line ends between a number and what it counts', () => {
  const [one, other] = [
    { en: '', ja: '直近 30 日間に {count} 回検出しました。' },
    { en: '', ja: 'S3 の 3 つ' },
  ];
  expect(sentence('ja', one, { count: 98 })).toBe('直近 30\u00A0日間に 98\u00A0回検出しました。');
  expect(sentence('ja', other)).toBe('S3 の 3 つ');
});

test('numbers are written the way of the language', () => {
  expect(sentence('en', found, { count: 1234567, place: 'Tokyo' })).toBe('1,234,567 findings in Tokyo');
});

test('what a log wrote is put in once: its braces are no places, its signs are made visible', () => {
  const text = sentence('en', found, { count: 2, place: '{count}\u202E' });
  expect(text).toBe('2 findings in {count}⟨U+202E⟩');
});

test('a place that nobody fills stays to be seen', () => {
  expect(sentence('en', found, { count: 2 })).toBe('2 findings in {place}');
});
