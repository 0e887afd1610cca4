import type { Words } from './words.ts';

/** The search of events. */
export const eventsWords = {
  title: { en: 'Events', ja: 'イベント' },
  help: {
    en: 'Everything that the logs recorded, from every source together. Narrow it down by text or property, drag over the bars to look closer, or open a line for the whole event.',
    ja: 'すべてのログのイベントをまとめて検索できます。テキストやプロパティで絞り込み、棒グラフをドラッグして期間を狭め、行を開くと全体を確認できます。',
  },
  usual: { en: 'Newest data', ja: '最新のデータ' },
  usualHelp: { en: 'The 24 hours up to the newest event that was read', ja: '読み込んだ最新のイベントまでの 24 時間' },
  usualShown: { en: 'You see the newest day alone.', ja: '最新の 1 日分だけを表示しています。' },
  older: {
    en: {
      one: 'Show the older event too (from {from} on)',
      other: 'Show the {count} older events too (from {from} on)',
    },
    ja: 'それより前の {count} 件も表示する（{from} 以降）',
  },
  filter: { en: 'Filter events by text or property', ja: 'テキストまたはプロパティで絞り込み' },
  count: { en: { one: '1 event', other: '{count} events' }, ja: '{count} 件のイベント' },
  loading: { en: 'Searching', ja: '検索しています' },
  histogram: { en: 'Events by time', ja: '時間別のイベント数' },
  bar: { en: '{at}: {count} events, {failed} refused', ja: '{at}: {count} 件（拒否 {failed} 件）' },
  drag: {
    en: 'Drag to choose a span · highest bar: {count} events · red: refused',
    ja: 'ドラッグで期間を選択・最も高い棒: {count} 件・赤は拒否',
  },
  nothing: { en: 'No event fits', ja: '該当するイベントはありません' },
  nothingHelp: {
    en: 'Take a longer span or a filter away. It may also be that the log was not read.',
    ja: '期間を広げるか条件を減らしてください。ログが読み込まれていない可能性もあります。',
  },
  more: { en: 'Older events', ja: 'さらに古いイベント' },
  details: { en: 'Show the whole event', ja: 'イベント全体を表示' },
  from: { en: '{file}, record {position}', ja: '{file}（{position} 件目）' },
  around: { en: 'Same principal, an hour around', ja: '同じプリンシパルの前後 1 時間' },
  onlyThese: { en: 'Only', ja: 'これだけ表示:' },
  withoutThese: { en: 'Without', ja: 'これを除外:' },
  only: { en: 'Only {value}', ja: '{value} のみ' },
  without: { en: 'Without {value}', ja: '{value} を除外' },
  exportCsv: { en: 'CSV', ja: 'CSV' },
  exportWhole: { en: 'Original events (JSON lines)', ja: '元のイベント（JSON Lines）' },
  ownReads: { en: 'Hide what Yagura itself reads', ja: 'Yagura 自身の読み取りを隠す' },
  exportJson: { en: 'JSON lines', ja: 'JSON Lines' },
  export: { en: 'Export', ja: 'エクスポート' },
  exporting: { en: 'Exporting', ja: 'エクスポートしています' },
  exported: {
    en: { one: '1 event exported.', other: '{count} events exported.' },
    ja: '{count} 件のイベントをエクスポートしました。',
  },
  exportedPart: {
    en: 'The newest {count} events were exported; narrow the search to have all.',
    ja: '新しい順に {count} 件をエクスポートしました。すべて必要な場合は条件を絞ってください。',
  },
  sql: { en: 'Ask in SQL', ja: 'SQL で検索' },
  refusedCalls: { en: 'Refused calls', ja: '拒否された呼び出し' },
  signIns: { en: 'Sign-ins to the console', ja: 'コンソールへのサインイン' },
  rootUser: { en: 'The root user', ja: 'ルートユーザー' },
  all: { en: 'Everything', ja: 'すべて' },
} satisfies Words;

/** Properties of events, by their name. */
export const eventPropertyWords = {
  time: { en: 'Time', ja: '日時' },
  principal: { en: 'Principal', ja: 'プリンシパル' },
  account: { en: 'Account', ja: 'アカウント' },
  region: { en: 'Region', ja: 'リージョン' },
  source: { en: 'Log', ja: 'ログ' },
  id: { en: 'Event id', ja: 'イベント ID' },
  address: { en: 'Address', ja: 'アドレス' },
  service: { en: 'Service', ja: 'サービス' },
  action: { en: 'Call', ja: '操作' },
  resource: { en: 'Resource', ja: 'リソース' },
  error: { en: 'Error', ja: 'エラー' },
  key: { en: 'Access key', ja: 'アクセスキー' },
  agent: { en: 'User agent', ja: 'ユーザーエージェント' },
  port: { en: 'Port', ja: 'ポート' },
  text: { en: 'Text', ja: 'テキスト' },
} satisfies Words;
