import type { Words } from './words.ts';

/** Copying, and links that lead elsewhere. */
export const copyWords = {
  opensElsewhere: { en: 'Opens another site', ja: '別のサイトを開きます' },
  command: { en: 'Copy this command', ja: 'このコマンドをコピー' },
  done: { en: 'Copied', ja: 'コピーしました' },
  failed: {
    en: 'Could not be copied; select the text instead',
    ja: 'コピーできませんでした。テキストを選択してコピーしてください',
  },
} satisfies Words;
