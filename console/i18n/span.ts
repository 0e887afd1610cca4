import type { Words } from './words.ts';

/** Spans of time. */
export const spanWords = {
  title: { en: 'Time span', ja: '期間' },
  days: { en: { one: '24 hours', other: '{count} days' }, ja: '過去 {count} 日' },
  tenYears: { en: '10 years', ja: '過去 10 年' },
  daysHelp: { en: 'Up to now', ja: '現在までの期間' },
  custom: { en: 'Custom', ja: '期間を指定' },
  from: { en: 'From (UTC)', ja: '開始 (UTC)' },
  to: { en: 'To (UTC)', ja: '終了 (UTC)' },
  apply: { en: 'Apply', ja: '適用' },
  wrong: { en: 'The beginning must come before the end.', ja: '開始は終了より前にしてください。' },
} satisfies Words;
