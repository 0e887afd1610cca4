import type { Words } from './words.ts';

/** The keys of every page; what a page's own keys do stands with its page. */
export const shortcutsWords = {
  title: { en: 'Keyboard', ja: 'キーボード操作' },
  off: { en: 'Single keys can be switched off under Settings.', ja: '1 文字のキー操作は「設定」で無効にできます。' },
  areOff: {
    en: 'Single keys are switched off. Switch them on under Settings.',
    ja: '1 文字のキー操作は無効になっています。「設定」で有効にできます。',
  },
  summary: { en: 'Go to the Summary', ja: '概要へ移動' },
  findings: { en: 'Go to the findings', ja: '検出結果へ移動' },
  events: { en: 'Go to the events', ja: 'イベントへ移動' },
  rules: { en: 'Go to the rules', ja: 'ルールへ移動' },
} satisfies Words;
