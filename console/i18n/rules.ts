import type { Words } from './words.ts';

/** The list of rules. */
export const rulesWords = {
  title: { en: 'Rules', ja: 'ルール' },
  help: {
    en: 'What Yagura looks for, and how often it fired in the last 30 days. Switch off what does not help you, and write what is missing out of any event.',
    ja: 'Yagura が検出する内容と、直近 30 日間の検出回数です。不要なルールはオフにし、足りないルールはイベントから作成できます。',
  },
  filter: { en: 'Search rules', ja: 'ルールを検索' },
  new: { en: 'New rule', ja: 'ルールを作成' },
  count: { en: { one: '1 rule', other: '{count} rules' }, ja: '{count} 件' },
  empty: { en: 'No rules are loaded', ja: 'ルールが読み込まれていません' },
  emptyHelp: {
    en: 'Start Yagura from a complete installation: its rules stand in the folder content/rules.',
    ja: '完全なインストールから Yagura を起動してください。ルールは content/rules フォルダーにあります。',
  },
  noMatch: { en: 'No rule fits', ja: '該当するルールはありません' },
  clear: { en: 'Show all rules', ja: 'すべてのルールを表示' },
  levels: { en: 'Severities', ja: '重大度' },
  allTactics: { en: 'Every tactic', ja: 'すべての戦術' },
  allOrigins: { en: 'Every origin', ja: 'すべての提供元' },
  allStates: { en: 'On and off', ja: 'オンとオフ' },
  onlyOn: { en: 'On', ja: 'オン' },
  onlyOff: { en: 'Off', ja: 'オフ' },
  allFired: { en: 'Fired or not', ja: '検出の有無を問わない' },
  fired: { en: 'Fired in 30 days', ja: '30 日以内に検出あり' },
  silent: { en: 'Silent for 30 days', ja: '30 日間検出なし' },
  on: { en: 'On', ja: 'オン' },
  switch: { en: 'Rule "{title}" is on', ja: 'ルール「{title}」を有効にする' },
  switchedOn: { en: 'Switched on: {title}', ja: 'オンにしました: {title}' },
  switchedOff: {
    en: 'Switched off: {title}. It finds nothing from now on; what it found stays.',
    ja: 'オフにしました: {title}（以後は検出しません。これまでの検出結果は残ります）',
  },
  recent: { en: 'Fired', ja: '検出回数' },
  recentHelp: {
    en: 'How often it fired in 30 days; opens its findings',
    ja: '30 日間の検出回数（検出結果を開く）',
  },
  verdicts: { en: 'Verdicts', ja: '判定' },
  unjudged: { en: 'none', ja: 'なし' },
  precision: { en: '{percent} right', ja: '正答率 {percent}' },
  tally: {
    en: 'attack {attack} · harmless {benign} · false alarm {wrong}',
    ja: '攻撃 {attack}・問題なし {benign}・誤検出 {wrong}',
  },
  yagura: { en: 'Yagura', ja: 'Yagura' },
  folder: { en: 'Your folders', ja: '独自フォルダー' },
  written: { en: 'Written here', ja: 'この画面で作成' },
  problems: {
    en: { one: 'One rule cannot be used', other: '{count} rules cannot be used' },
    ja: '{count} 件のルールを使用できません',
  },
} satisfies Words;
