import type { Words } from './words.ts';

/** The settings. */
export const settingsWords = {
  title: { en: 'Settings', ja: '設定' },
  help: {
    en: 'How the page looks to you, what runs behind it, how long logs are kept, and who may use it. What cannot be changed here is set in the configuration file.',
    ja: '画面の表示、稼働中のサーバー、ログの保存期間、ユーザーを確認できます。ここで変更できない項目は設定ファイルで設定します。',
  },
  browserTitle: { en: 'This browser', ja: 'このブラウザー' },
  browserHelp: { en: 'Kept in this browser alone.', ja: 'このブラウザーにだけ保存されます。' },
  runningTitle: { en: 'What runs', ja: '稼働状況' },
  version: { en: 'Version', ja: 'バージョン' },
  versionOn: { en: '{version} on Node {node}', ja: '{version}（Node {node}）' },
  since: { en: 'Running since', ja: '起動日時' },
  uptimeDays: { en: { one: '1 day', other: '{count} days' }, ja: '{count} 日' },
  uptimeHours: { en: { one: '1 hour', other: '{count} hours' }, ja: '{count} 時間' },
  uptimeMinutes: { en: { one: '1 minute', other: '{count} minutes' }, ja: '{count} 分' },
  files: { en: 'Files read', ja: '読み込んだファイル' },
  filesOf: {
    en: '{done} read, {refused} refused, {started} not finished',
    ja: '完了 {done}、読み込み不可 {refused}、未完了 {started}',
  },
  lastFile: { en: 'Last file', ja: '最後に読み込んだ日時' },
  watched: { en: 'Watched places', ja: '監視中の場所' },
  watchedNone: { en: 'None: see ingest.watch and ingest.sqs', ja: 'なし（ingest.watch または ingest.sqs で設定）' },
  lake: { en: 'Lake (events)', ja: 'レイク（イベント）' },
  lakeInside: { en: 'ClickHouse in this process, {size}', ja: 'プロセス内の ClickHouse、{size}' },
  lakeServer: { en: 'ClickHouse server, {size}', ja: 'ClickHouse サーバー、{size}' },
  storeOf: { en: '{store}, {size}', ja: '{store}、{size}' },
  store: { en: 'Store (findings, people)', ja: 'ストア（検出結果・ユーザー）' },
  terminal: { en: 'Language of the terminal', ja: 'ターミナルの言語' },
  retentionTitle: { en: 'Retention', ja: '保存期間' },
  retentionHelp: {
    en: 'What is older is dropped once a day. The age of an event counts from the day it happened or the day it was imported, whichever is later, so old logs that you bring stay for the whole time. The ages are set under retention in the configuration file.',
    ja: '期間を過ぎたデータは 1 日 1 回削除されます。イベントの期間は、発生日と取り込み日のうち遅い方から数えるため、古いログを取り込んでもすぐに消えることはありません。期間は設定ファイルの retention で設定します。',
  },
  retentionData: { en: 'Data', ja: 'データ' },
  retentionKept: { en: 'Kept for', ja: '保存期間' },
  retentionRows: { en: 'Rows', ja: '行数' },
  retentionSize: { en: 'Size on disk', ja: 'ディスク使用量' },
  forever: { en: 'for ever', ja: '無期限' },
  days: { en: { one: '1 day', other: '{count} days' }, ja: '{count} 日' },
  peopleTitle: { en: 'People and roles', ja: 'ユーザーとロール' },
  peopleHelp: {
    en: 'Who may use Yagura. It is changed under People and keys.',
    ja: 'Yagura を使えるユーザーです。変更は「ユーザーとキー」で行います。',
  },
  peopleAll: { en: 'Change people, roles and keys', ja: 'ユーザー・ロール・キーを変更' },
  language: { en: 'Language', ja: '言語' },
  theme: { en: 'Theme', ja: 'テーマ' },
  density: { en: 'Density', ja: '表示密度' },
  clock: { en: 'Times', ja: '日時の表示' },
  shortcuts: { en: 'Single keys (j, k, x, e, /)', ja: '1 文字のキー操作（j、k、x、e、/）' },
} satisfies Words;

/** What can be chosen, by its name. */
export const choiceWords = {
  system: { en: 'As the system', ja: 'システムに合わせる' },
  light: { en: 'Light', ja: 'ライト' },
  dark: { en: 'Dark', ja: 'ダーク' },
  compact: { en: 'Compact', ja: 'コンパクト' },
  comfortable: { en: 'Comfortable', ja: 'ゆったり' },
  utc: { en: 'UTC, as logs write them', ja: 'UTC（ログと同じ）' },
  local: { en: 'Time of this browser', ja: 'このブラウザーのタイムゾーン' },
  on: { en: 'On', ja: '有効' },
  off: { en: 'Off', ja: '無効' },
} satisfies Words;

/** What is kept, by the name of its table. */
export const tableWords = {
  api_activity: { en: 'Calls (CloudTrail)', ja: 'API 呼び出し（CloudTrail）' },
  network_activity: { en: 'Network flows', ja: 'ネットワークフロー' },
  dns_activity: { en: 'DNS queries', ja: 'DNS クエリ' },
  http_activity: { en: 'Web requests', ja: 'Web リクエスト' },
  occurrences: { en: 'Occurrences of findings', ja: '検出のもとになったイベント' },
  finding_changes: { en: 'History of findings', ja: '検出結果の変更履歴' },
  authorization_decisions: { en: 'Decisions of Verified Permissions', ja: 'Verified Permissions の認可判定' },
  quarantine: { en: 'Refused input', ja: '読み込めなかったデータ' },
} satisfies Words;
