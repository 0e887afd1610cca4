import type { Words } from './words.ts';

/** The page of sources. */
export const sourcesWords = {
  title: { en: 'Sources', ja: 'ログソース' },
  help: {
    en: 'Which logs were read, how fresh they are, and what could not be read.',
    ja: '読み込んだログ、その新しさ、読み込めなかったデータを確認できます。',
  },
  gap: { en: 'nothing from {from} to {to}', ja: '{from} ～ {to} の記録なし' },
  files: { en: { one: 'from one file', other: 'from {count} files' }, ja: '{count} ファイル' },
  read: { en: 'Logs', ja: 'ログ' },
  readHelp: {
    en: 'Every log that Yagura understands. It recognises them by content; names and folders do not matter.',
    ja: 'Yagura が読み込めるログの一覧です。内容から種類を判別するため、ファイル名やフォルダー構成は問いません。',
  },
  bringTitle: { en: 'Read your own logs', ja: '自分のログを読み込む' },
  bringHelp: {
    en: 'Any mix of CloudTrail, VPC flow, Route 53 Resolver, WAF, load balancer, S3 and CloudFront logs; plain, gzip, zstd or zip.',
    ja: 'CloudTrail、VPC フローログ、Route 53 Resolver、WAF、ロードバランサー、S3、CloudFront のログに対応しています。非圧縮のほか、gzip、zstd、zip も読み込めます。',
  },
  bringPath: { en: 'From this machine', ja: 'このマシンから' },
  bringPathHelp: {
    en: 'Give files or folders when you start Yagura. A whole AWSLogs tree is fine.',
    ja: '起動時にファイルまたはフォルダーを指定します。AWSLogs フォルダーをそのまま指定できます。',
  },
  bringDrop: { en: 'By drag and drop', ja: 'ドラッグ & ドロップで' },
  bringDropHelp: {
    en: 'Drop log files here. They are read at once and stay on the machine where Yagura runs.',
    ja: 'ログファイルをここにドロップすると、すぐに読み込みます。データは Yagura が動いているマシンの外に出ません。',
  },
  bringS3: { en: 'From S3', ja: 'S3 から' },
  bringS3Help: {
    en: 'Give a bucket and prefix. Your usual AWS credentials are used, for reading only.',
    ja: 'バケットとプレフィックスを指定します。通常の AWS 認証情報を使い、読み取りのみを行います。',
  },
  dropMixed: {
    en: 'What you drop now is added to the simulated data. To see it alone, start with a path.',
    ja: '今ドロップしたファイルはシミュレーションのデータに追加されます。自分のログだけを見るには、パスを指定して起動してください。',
  },
  dropChoose: { en: 'Choose files', ja: 'ファイルを選択' },
  dropHere: { en: 'Drop files to read them', ja: 'ファイルをドロップして読み込む' },
  dropRemove: { en: 'Remove the file', ja: 'ファイルを外す' },
  dropHelp: { en: 'The same file twice changes nothing.', ja: '同じファイルを 2 回読み込んでも、重複して数えません。' },
  dropSending: {
    en: { one: 'Reading one file', other: 'Reading {count} files' },
    ja: '{count} 個のファイルを読み込んでいます',
  },
  dropSent: {
    en: 'Files: {files}. Events read: {events}. Not readable: {refused}.',
    ja: 'ファイル {files} 個、イベント {events} 件を読み込みました（読み込めなかったデータ {refused} 件）。',
  },
  refusedTitle: { en: 'Not readable', ja: '読み込めなかったデータ' },
  refusedHelp: {
    en: 'What could not be read is kept, with the reason. Mend the cause, then read it again.',
    ja: '読み込めなかったデータは理由とともに保管しています。原因を取り除いてから再読み込みしてください。',
  },
  refusedReplay: { en: 'Read again', ja: '再読み込み' },
  refusedReplayed: {
    en: 'It was read again. Still not readable: {count}.',
    ja: '再読み込みしました。読み込めないデータは残り {count} 件です。',
  },
  refusedWhere: { en: 'File and line', ja: 'ファイルと行' },
  refusedReason: { en: 'Reason and remedy', ja: '理由と対処' },
  refusedText: { en: 'How it begins', ja: '先頭部分' },
  refusedEmpty: { en: 'Everything could be read', ja: 'すべて読み込めています' },
  refusedEmptyHelp: {
    en: 'Records that cannot be read appear here with file, line and reason.',
    ja: '読み込めないデータがあると、ファイル・行・理由とともにここに表示されます。',
  },
  pushTitle: { en: 'Push tokens', ja: 'プッシュトークン' },
  pushHelp: {
    en: 'With a token a program can send log files to Yagura, and do nothing else.',
    ja: 'プログラムから Yagura にログファイルを送るためのトークンです。ほかの操作はできません。',
  },
  pushName: { en: 'Name of a new token', ja: '新しいトークンの名前' },
  pushMake: { en: 'Make a token', ja: 'トークンを作成' },
  pushNew: { en: 'The token is shown this once', ja: 'トークンが表示されるのは今回だけです' },
  pushNewHelp: {
    en: 'Keep it somewhere safe. A file is sent like this:',
    ja: '安全な場所に保管してください。ファイルは次のように送信します。',
  },
  pushEmpty: { en: 'No tokens yet', ja: 'トークンはまだありません' },
  pushCreated: { en: 'Made (UTC)', ja: '作成 (UTC)' },
  pushUsed: { en: 'Last used (UTC)', ja: '最終使用 (UTC)' },
  pushActions: { en: 'Action', ja: '操作' },
  pushDelete: { en: 'Delete', ja: '削除' },
  pushDeleteNamed: { en: 'Delete the token {name}', ja: 'トークン {name} を削除' },
} satisfies Words;
