import type { Words } from './words.ts';

/** Numbers, times and how they moved. */
export const figuresWords = {
  none: { en: '–', ja: '–' },
  unknown: { en: 'unknown', ja: '不明' },
  times: { en: { one: 'once', other: '{count} times' }, ja: '{count} 回' },
  events: { en: { one: '1 event', other: '{count} events' }, ja: 'イベント {count} 件' },
  changeSame: { en: 'same as before', ja: '前の期間と同数' },
  changeMore: { en: '+{difference} vs. before', ja: '前期間比 +{difference}' },
  changeFewer: { en: '−{difference} vs. before', ja: '前期間比 −{difference}' },
} satisfies Words;
