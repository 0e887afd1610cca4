import type { Words } from './words.ts';

/** The phases of an answer, by their name. */
export const phaseWords = {
  verify: { en: 'Verify', ja: '確認' },
  contain: { en: 'Contain', ja: '封じ込め' },
  eradicate: { en: 'Eradicate', ja: '除去' },
  recover: { en: 'Recover', ja: '復旧' },
  prevent: { en: 'Prevent', ja: '再発防止' },
} satisfies Words;
