import type { Words } from './words.ts';

/** The guide that lets logs come by themselves. */
export const guideWords = {
  title: { en: 'Let logs come by themselves', ja: 'ログを継続的に取り込む' },
  help: {
    en: 'Commands and policies for your account, filled in as you type. Run them in order with administrator rights; Yagura itself only ever reads.',
    ja: '入力した値がコマンドとポリシーに反映されます。管理者権限で上から順に実行してください（Yagura 自体は読み取りしか行いません）。',
  },
  which: { en: 'Which log', ja: 'ログの種類' },
  organization: { en: 'CloudTrail, whole organization', ja: 'CloudTrail（組織全体）' },
  trail: { en: 'CloudTrail, one account', ja: 'CloudTrail（単一アカウント）' },
  vpcflow: { en: 'VPC Flow Logs', ja: 'VPC フローログ' },
  resolver: { en: 'Route 53 Resolver query logs', ja: 'Route 53 Resolver クエリログ' },
  push: { en: 'Anything else: push it', ja: 'その他（プッシュ送信）' },
  bucket: { en: 'Bucket for logs', ja: 'ログ用バケット' },
  account: { en: 'Account', ja: 'アカウント' },
  region: { en: 'Region', ja: 'リージョン' },
  organizationId: { en: 'Organization', ja: '組織 ID' },
  unfit: { en: 'It does not look like one', ja: '形式が正しくありません' },
  makeBucket: {
    en: 'Make a bucket for logs, unless there is one.',
    ja: 'ログ用のバケットを作成します（既存のものがあれば不要）。',
  },
  allowWriting: {
    en: 'Let AWS write logs into it. If the bucket has a policy already, add these statements to it.',
    ja: 'AWS からの書き込みを許可します。バケットポリシーがすでにある場合は、次のステートメントを追加してください。',
  },
  trustCloudTrail: {
    en: 'In the management account: let CloudTrail see the organization.',
    ja: '管理アカウントで、CloudTrail に組織へのアクセスを許可します。',
  },
  makeOrganizationTrail: {
    en: 'In the management account: make the trail of all accounts and Regions, and start it.',
    ja: '管理アカウントで、全アカウント・全リージョンの証跡を作成して記録を開始します。',
  },
  makeTrail: {
    en: 'Make a trail of all Regions, and start it.',
    ja: '全リージョンの証跡を作成し、記録を開始します。',
  },
  makeFlowLogs: {
    en: 'Switch on flow logs of every VPC of the Region, with all fields that detections read. Repeat it in each Region.',
    ja: 'リージョン内のすべての VPC で、検出に必要な項目を含むフローログを有効にします。リージョンごとに実行してください。',
  },
  makeQueryLog: {
    en: 'Switch on logging of DNS queries. Repeat it in each Region.',
    ja: 'DNS クエリのログを有効にします。リージョンごとに実行してください。',
  },
  associate: { en: 'Log the queries of every VPC of the Region.', ja: 'リージョン内のすべての VPC を対象にします。' },
  makeQueue: {
    en: 'Make a queue to which the bucket tells new objects, so that they are read within seconds.',
    ja: '新しいオブジェクトをすぐに読み込めるよう、バケットの通知を受け取るキューを作成します。',
  },
  notify: {
    en: 'Let the bucket tell the queue. This replaces notifications that the bucket has already.',
    ja: 'バケットからキューに通知します。既存の通知設定は置き換えられます。',
  },
  allowReading: {
    en: 'Give the role or user that runs Yagura this policy. If the bucket is encrypted with a key of yours, add kms:Decrypt on it.',
    ja: 'Yagura を実行するロールまたはユーザーに、次のポリシーを付けます。独自の KMS キーで暗号化している場合は、kms:Decrypt も追加してください。',
  },
  configure: {
    en: 'Say so in the configuration of Yagura and start it anew.',
    ja: 'Yagura の設定ファイルに次の内容を書き、再起動します。',
  },
  check: { en: 'Check that data comes', ja: 'データが届くか確認' },
  checkHelp: {
    en: 'Yagura lists the bucket or reads the queue now, reads one log of it, and says what is wrong. Nothing is kept.',
    ja: 'バケットの一覧取得またはキューの受信を今すぐ試し、ログを 1 つ読んで結果を示します。取り込みは行いません。',
  },
  address: { en: 'Bucket, queue or watched folder', ja: 'バケット、キュー、または監視中のフォルダー' },
  checkNow: { en: 'Check now', ja: '確認する' },
  checking: { en: 'Looking at it', ja: '確認しています' },
  good: { en: 'Data comes.', ja: 'データは届いています。' },
  pushHelp: {
    en: 'Make a push token below. Any program that can send HTTP then delivers log files, for example each night:',
    ja: '下でプッシュトークンを作成すると、HTTP を送れるプログラムからログファイルを送信できます（例: 毎晩の送信）。',
  },
} satisfies Words;
