import type { Words } from './words.ts';

/** The frame around every page. */
export const frameWords = {
  skip: { en: 'Skip to the page', ja: '本文へ移動' },
  pages: { en: 'Pages', ja: 'ページ一覧' },
  open: { en: 'Open the list of pages', ja: 'ページ一覧を開く' },
  close: { en: 'Close the list of pages', ja: 'ページ一覧を閉じる' },
  simulated: { en: 'Simulated data', ja: 'シミュレーションのデータ' },
  signOut: { en: 'Sign out', ja: 'サインアウト' },
} satisfies Words;
