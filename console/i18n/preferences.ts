import type { Words } from './words.ts';

/** What a person keeps: views, columns, when they were here last. */
export const preferencesWords = {
  unread: {
    en: 'Your views and columns cannot be read at the moment: the page shows the usual ones, and yours stay as they are.',
    ja: '保存したビューや列の設定を現在読み込めないため、既定の表示にしています。保存済みの内容はそのまま残っています。',
  },
} satisfies Words;
