import type { Words } from './words.ts';

/** The frame around every page. */
export const frameWords = {
  skip: { en: 'Skip to the page', ja: '本文へ移動' },
  pages: { en: 'Pages', ja: 'ページ一覧' },
  wayBack: { en: 'Where you are', ja: '現在の位置' },
  open: { en: 'Open the list of pages', ja: 'ページ一覧を開く' },
  close: { en: 'Close the list of pages', ja: 'ページ一覧を閉じる' },
  summary: { en: 'Summary', ja: '概要' },
  findings: { en: 'Findings', ja: '検出結果' },
  events: { en: 'Events', ja: 'イベント' },
  query: { en: 'SQL', ja: 'SQL' },
  sources: { en: 'Sources', ja: 'ログソース' },
  rules: { en: 'Rules', ja: 'ルール' },
  policyStores: { en: 'Policy stores', ja: 'ポリシーストア' },
  settings: { en: 'Settings', ja: '設定' },
  people: { en: 'People and keys', ja: 'ユーザーとキー' },
  keyboard: { en: 'Keyboard', ja: 'キー操作' },
  simulated: { en: 'Simulated', ja: 'デモデータ' },
  signOut: { en: 'Sign out', ja: 'サインアウト' },
} satisfies Words;
