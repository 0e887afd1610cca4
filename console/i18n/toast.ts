import type { Words } from './words.ts';

/** What is told in the corner after something was done. */
export const toastWords = {
  dismiss: { en: 'Dismiss', ja: '閉じる' },
  undo: { en: 'Undo', ja: '元に戻す' },
  undone: { en: 'Taken back.', ja: '元に戻しました。' },
} satisfies Words;
