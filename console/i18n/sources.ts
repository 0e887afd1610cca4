import type { Words } from './words.ts';

/** The page of sources. */
export const sourcesWords = {
  title: { en: 'Sources', ja: 'ログソース' },
  help: {
    en: 'Which logs were read, how fresh they are, and what could not be read. Nothing is found in a log that is not read.',
    ja: '読み込んだログ、その新しさ、読み込めなかったデータを確認できます。読み込んでいないログからは何も検出できません。',
  },
  gap: {
    en: { one: 'nothing for an hour from {from} (to {to})', other: 'nothing for {count} hours, {from} to {to}' },
    ja: '{from} ～ {to} の {count} 時間、記録なし',
  },
  gapDays: {
    en: { one: 'nothing for a day, {from} to {to}', other: 'nothing for {count} days, {from} to {to}' },
    ja: '{from} ～ {to} の {count} 日間、記録なし',
  },
  volume: { en: 'Events a day', ja: '日別イベント数' },
  volumeOf: { en: 'Events a day: {title}', ja: '日別イベント数: {title}' },
  files: { en: { one: 'from 1 file', other: 'from {count} files' }, ja: '{count} ファイル' },
  read: { en: 'Logs', ja: 'ログ' },
  readHelp: {
    en: 'Every log that Yagura understands, told by content. A gap is a time without events at hours at which there usually are some.',
    ja: 'Yagura が読み込めるログの一覧です。種類は内容から判別します。普段は記録がある時間帯に記録がない場合、その期間を表示します。',
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
    ja: 'ドロップしたファイルはシミュレーションのデータに追加されます。自分のログだけを見るには、パスを指定して起動してください。',
  },
  dropChoose: { en: 'Choose files', ja: 'ファイルを選択' },
  dropHere: { en: 'Drop files to read them', ja: 'ファイルをドロップして読み込む' },
  dropRemove: { en: 'Remove the file', ja: 'ファイルを外す' },
  dropHelp: { en: 'The same file twice changes nothing.', ja: '同じファイルを 2 回読み込んでも、重複して数えません。' },
  dropList: { en: 'Files that you brought', ja: '取り込んだファイル' },
  dropWaits: { en: 'Waits for the files before it', ja: '前のファイルの完了を待っています' },
  sending: { en: 'Sending', ja: '送信しています' },
  reading: { en: 'Reading', ja: '読み込んでいます' },
  judging: { en: 'Looking for attacks in it', ja: '攻撃の兆候を調べています' },
  dropKnown: { en: 'It was read before: nothing changed.', ja: '読み込み済みのファイルです（変更はありません）。' },
  dropRead: {
    en: { one: 'One event read.', other: '{count} events read.' },
    ja: 'イベント {count} 件を読み込みました。',
  },
  dropOld: {
    en: 'The oldest events are of {first}. They stay until {until}: what is old when it comes is kept as long as what is new.',
    ja: '最も古いイベントは {first} のものです。保存期間は取り込んだ日から数えるため、{until} まで保存されます。',
  },
  dropRefused: {
    en: { one: 'One record could not be read.', other: '{count} records could not be read.' },
    ja: '{count} 件のデータは読み込めませんでした。',
  },
  dropLine: { en: 'Line {line}', ja: '{line} 行目' },
  dropQuarantine: {
    en: { one: 'Show it in quarantine', other: 'Show all {count} in quarantine' },
    ja: '隔離された {count} 件をすべて表示',
  },
  refusedTitle: { en: 'Not readable', ja: '読み込めなかったデータ' },
  refusedHelp: {
    en: 'What could not be read is kept, with the reason. Mend the cause, then read it again.',
    ja: '読み込めなかったデータは理由とともに保管しています。原因を取り除いてから再読み込みしてください。',
  },
  refusedReplay: { en: 'Read again', ja: '再読み込み' },
  refusedReplayed: {
    en: 'Read again: {taken} could be read now, {refused} still cannot.',
    ja: '再読み込みしました。{taken} 件を読み込み、{refused} 件は読み込めないままです。',
  },
  refusedOf: { en: 'Only what was refused of {path}.', ja: '{path} の読み込めなかったデータのみ表示しています。' },
  refusedAll: { en: 'Show everything', ja: 'すべて表示' },
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
  pushDeleteNamed: { en: 'Remove the token {name}', ja: 'トークン {name} を削除' },
} satisfies Words;
