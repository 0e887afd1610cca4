import type { Words } from './words.ts';

/** The list of findings. */
export const findingsWords = {
  title: { en: 'Findings', ja: '検出結果' },
  help: {
    en: 'What was found, worst first. Open one to read who, why, how, what next and what to do.',
    ja: '重大度の高い順です。開くと、誰が・なぜ・どうやって・次に何が・どう対処するかを確認できます。',
  },
  loading: { en: 'Fetching findings', ja: '検出結果を取得しています' },
  nothing: { en: 'No finding fits these filters', ja: '条件に合う検出結果はありません' },
  nothingHelp: {
    en: 'Take a filter away, or look among the archived ones.',
    ja: '条件を減らすか、アーカイブ済みの検出結果を確認してください。',
  },
  noFindings: { en: 'No findings', ja: '検出結果はありません' },
  noFindingsHelp: {
    en: 'Either nothing bad happened, or the logs that would show it were not read.',
    ja: '問題がなかったか、問題を示すログが読み込まれていません。',
  },
  clear: { en: 'Clear all filters', ja: '条件をすべて解除' },
  archive: { en: 'Archive', ja: 'アーカイブ' },
  restore: { en: 'Bring back', ja: '一覧に戻す' },
  judge: { en: 'Judge', ja: '判定' },
  archived: { en: { one: 'Archived.', other: '{count} findings archived.' }, ja: '{count} 件をアーカイブしました。' },
  restored: {
    en: { one: 'Brought back.', other: '{count} findings brought back.' },
    ja: '{count} 件を一覧に戻しました。',
  },
  unchanged: { en: 'Nothing had to change.', ja: '変更はありませんでした。' },
  selected: { en: '{count} selected', ja: '{count} 件を選択中' },
  selectFitting: { en: 'Select all {count} that fit', ja: '条件に合う {count} 件をすべて選択' },
  selectNone: { en: 'Clear selection', ja: '選択を解除' },
  selectAll: { en: 'Select all that fit', ja: '条件に合う検出結果をすべて選択' },
  fresh: { en: { one: '1 new finding', other: '{count} new findings' }, ja: '新しい検出結果 {count} 件' },
  show: { en: 'Show', ja: '表示' },
  filter: { en: 'Filter findings by text or property', ja: 'テキストまたはプロパティで絞り込み' },
  matches: { en: { one: '1 finding', other: '{count} findings' }, ja: '{count} 件' },
  noValues: { en: 'No values', ja: '該当する値がありません' },
  atTime: { en: 'Time (UTC)', ja: '日時 (UTC)' },
  states: { en: 'Open or archived', ja: '未対応・アーカイブ済みの切り替え' },
  open: { en: 'Open', ja: '未対応' },
  archivedOnly: { en: 'Archived', ja: 'アーカイブ済み' },
  both: { en: 'All', ja: 'すべて' },
  severities: { en: 'Severities', ja: '重大度で絞り込み' },
  columns: { en: 'Columns', ja: '表示する列' },
  sortBy: { en: 'Sort by {column}', ja: '{column}で並べ替え' },
  whole: { en: 'Open as a page', ja: 'ページで開く' },
  beside: { en: 'The chosen finding', ja: '選択した検出結果' },
} satisfies Words;

/** The views of the list that everybody has. */
export const givenViewsWords = {
  usual: { en: 'Open, worst first', ja: '未対応（重大度順）' },
  newest: { en: 'Newest first', ja: '新しい順' },
  unjudged: { en: 'Critical and high, not judged', ja: '重大・高で未判定' },
} satisfies Words;

/** What the keys of the list do. */
export const listKeysWords = {
  next: { en: 'Next finding', ja: '次の検出結果' },
  previous: { en: 'Previous finding', ja: '前の検出結果' },
  first: { en: 'First finding', ja: '先頭の検出結果' },
  last: { en: 'Last finding', ja: '末尾の検出結果' },
  open: { en: 'Open', ja: '開く' },
  select: { en: 'Select', ja: '選択' },
  archive: { en: 'Archive, or bring back', ja: 'アーカイブ・一覧に戻す' },
  judge: { en: 'Judge', ja: '判定' },
  undo: { en: 'Take back the last change', ja: '直前の変更を元に戻す' },
  filter: { en: 'Filter', ja: '絞り込み' },
  leave: { en: 'Close the finding, or clear the selection', ja: '検出結果を閉じる・選択を解除' },
} satisfies Words;
