import type { Words } from './words.ts';

/** The list of rules. */
export const rulesWords = {
  title: { en: 'Rules', ja: 'ルール' },
  help: {
    en: 'What Yagura looks for. Rules are Sigma files; add your own with the setting rules.folders.',
    ja: 'Yagura が検出する対象です。ルールは Sigma 形式のファイルで、設定 rules.folders で独自のルールを追加できます。',
  },
  filter: { en: 'Search title, type, tactic, technique, file', ja: '名前・タイプ・戦術・技術・ファイルを検索' },
  matches: { en: { one: '1 rule fits', other: '{count} rules fit' }, ja: '{count} 件のルールが該当' },
  empty: { en: 'No rules are loaded', ja: 'ルールが読み込まれていません' },
  emptyHelp: {
    en: 'Start Yagura from a complete installation: its rules stand in the folder content/rules.',
    ja: '完全なインストールから Yagura を起動してください。ルールは content/rules フォルダーにあります。',
  },
  noMatch: { en: 'No rule fits this search', ja: '該当するルールはありません' },
  own: { en: 'Yagura', ja: 'Yagura' },
  yours: { en: 'Your folders', ja: '独自フォルダー' },
  findings: { en: 'Show findings', ja: '検出結果を表示' },
  problems: {
    en: { one: 'One rule cannot be used', other: '{count} rules cannot be used' },
    ja: '{count} 件のルールを使用できません',
  },
} satisfies Words;
