import type { Words } from './words.ts';

/** The query page. */
export const queryWords = {
  title: { en: 'SQL', ja: 'SQL' },
  help: {
    en: 'Ask anything of the events in SQL. Queries only read, and end by themselves when they take too long.',
    ja: 'SQL でイベントを自由に調べられます。読み取り専用で、時間がかかりすぎるクエリは自動的に終了します。',
  },
  sql: { en: 'Query', ja: 'クエリ' },
  sqlHelp: {
    en: 'In the SQL of ClickHouse. Ctrl + Enter runs it.',
    ja: 'ClickHouse の SQL で書きます。Ctrl + Enter で実行します。',
  },
  tables: { en: 'Tables and their columns', ja: 'テーブルと列の一覧' },
  newestRows: { en: 'Newest 10 rows of {table}', ja: '{table} の最新 10 行' },
  run: { en: 'Run', ja: '実行' },
  running: { en: 'Running the query', ja: 'クエリを実行しています' },
  refused: { en: 'The query was not answered', ja: 'クエリを実行できませんでした' },
  answer: { en: 'Answer', ja: '結果' },
  csv: { en: 'Save as CSV', ja: 'CSV で保存' },
  figures: {
    en: { one: '1 row, in {milliseconds} ms.', other: '{count} rows, in {milliseconds} ms.' },
    ja: '{count} 行（{milliseconds} ミリ秒）',
  },
  truncated: {
    en: 'There are more; add a LIMIT or ask for less to see the end.',
    ja: '続きがあります。LIMIT を付けるか、条件を絞ってください。',
  },
  empty: { en: 'The query found no rows', ja: '該当する行はありません' },
  emptyHelp: {
    en: 'Loosen its conditions, or look under Sources whether the log was read at all.',
    ja: '条件を緩めるか、対象のログが読み込まれているかを「ログソース」で確認してください。',
  },
  examples: { en: 'Try:', ja: '例:' },
  exampleCalls: { en: 'newest calls', ja: '最新の API 呼び出し' },
  exampleDenied: { en: 'refused calls by principal', ja: 'プリンシパル別の拒否された呼び出し' },
  exampleAddresses: { en: 'addresses and who came from them', ja: '接続元アドレスと利用者' },
  exampleTraffic: { en: 'largest traffic', ja: '通信量の多い接続' },
} satisfies Words;
