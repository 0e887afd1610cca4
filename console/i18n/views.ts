import type { Words } from './words.ts';

/** Saved views, on any page that has them. */
export const viewsWords = {
  title: { en: 'Views', ja: 'ビュー' },
  own: { en: 'Your views', ja: '保存したビュー' },
  save: { en: 'Save this view', ja: 'このビューを保存' },
  name: { en: 'Name', ja: '名前' },
  saved: { en: 'The view {name} was saved.', ja: 'ビュー「{name}」を保存しました。' },
  delete: { en: 'Delete a view', ja: 'ビューを削除' },
  deleted: { en: 'The view {name} was deleted.', ja: 'ビュー「{name}」を削除しました。' },
} satisfies Words;
