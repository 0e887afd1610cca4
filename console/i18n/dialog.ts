import type { Words } from './words.ts';

/** What every dialog says. */
export const dialogWords = {
  cancel: { en: 'Cancel', ja: 'キャンセル' },
  close: { en: 'Close', ja: '閉じる' },
} satisfies Words;
