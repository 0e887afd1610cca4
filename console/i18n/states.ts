import type { Words } from './words.ts';

/** Pages that wait, fail or are missing. */
export const statesWords = {
  waiting: { en: 'Asking the server for this page', ja: 'サーバーからデータを取得しています' },
  faultTitle: { en: 'This could not be done', ja: '処理できませんでした' },
  faultAgain: { en: 'Try again', ja: '再試行' },
  broken: { en: 'This part of the page could not be drawn.', ja: 'この部分を表示できませんでした。' },
  missingTitle: { en: 'There is nothing here', ja: 'ページが見つかりません' },
  missingHelp: {
    en: 'The address may be mistyped, or what it named has been deleted.',
    ja: 'アドレスが間違っているか、対象がすでに削除されています。',
  },
  missingHome: { en: 'Go to the Summary', ja: '概要に戻る' },
} satisfies Words;
