import type { Words } from './words.ts';

/** Severities, by their level. */
export const severityWords = {
  title: { en: 'Severity', ja: '重大度' },
  critical: { en: 'Critical', ja: '重大' },
  high: { en: 'High', ja: '高' },
  medium: { en: 'Medium', ja: '中' },
  low: { en: 'Low', ja: '低' },
  informational: { en: 'Info', ja: '情報' },
} satisfies Words;
