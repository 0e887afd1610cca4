import type { Words } from './words.ts';

/** The list of findings. */
export const findingsWords = {
  title: { en: 'Findings', ja: '検出結果' },
  help: {
    en: 'What was found, worst first. Open one to read who did it, why it matters, how, what comes next and what to do.',
    ja: '検出結果を重大度の高い順に表示しています。開くと、誰が・なぜ・どうやって・次に何が・どう対処するかを確認できます。',
  },
  loading: { en: 'Fetching findings', ja: '検出結果を取得しています' },
  nothing: { en: 'No finding fits these filters', ja: '条件に合う検出結果はありません' },
  nothingHelp: {
    en: 'Take a filter away, or look among the archived ones.',
    ja: '条件を減らすか、アーカイブ済みの検出結果を確認してください。',
  },
  clear: { en: 'Clear all filters', ja: '条件をすべて解除' },
  archive: { en: 'Archive', ja: 'アーカイブ' },
  restore: { en: 'Bring back', ja: '一覧に戻す' },
  archived: {
    en: 'Archived: {count}. What is archived can be brought back under Archived.',
    ja: '{count} 件をアーカイブしました。「アーカイブ済み」からいつでも一覧に戻せます。',
  },
  restored: { en: 'Brought back to the list: {count}.', ja: '{count} 件を一覧に戻しました。' },
  select: { en: 'Select findings', ja: '検出結果を選択' },
  selectAll: { en: 'Select all on this page', ja: 'このページをすべて選択' },
  selectFirst: { en: 'Select findings first.', ja: '先に検出結果を選択してください。' },
  filterText: { en: 'Search title, type, principal, resource', ja: '名前・タイプ・プリンシパル・リソースを検索' },
  filterSeverity: { en: 'Any severity', ja: 'すべての重大度' },
  filterType: { en: 'Any type', ja: 'すべてのタイプ' },
  filterAccount: { en: 'Any account', ja: 'すべてのアカウント' },
  filterArchived: { en: 'Open or archived', ja: '未対応・アーカイブ済みの切り替え' },
  filterOpen: { en: 'Open', ja: '未対応' },
  filterArchivedOnly: { en: 'Archived', ja: 'アーカイブ済み' },
  filterRemove: { en: 'Remove the filter {filter}', ja: '条件「{filter}」を解除' },
} satisfies Words;
