import type { Text } from '#kernel';

/**
 * What a sentence of the answer adds where the event lacks values of its command: which, in words, and the AWS CLI
 * command that takes them. `names` are fields as CloudTrail writes them (`userName`, `permissionSetArn`), at least one.
 */
export function unsaid(names: readonly string[], command: string): Text {
  const [tool] = /\baws [a-z][\w-]* [a-z][\w-]*/.exec(command) ?? [];
  const words = names.map(inWords);
  const en = inEnglish.format(words.map((word) => word.en));
  const ja = words.map((word) => word.ja).join('、');
  return {
    en: ` (The event does not tell the ${en}.${tool === undefined ? '' : ` Once you know, use: ${tool}`})`,
    ja: `（イベントには${spaced(ja)}が記録されていません。${tool === undefined ? '' : `確認できたら ${tool} を使います。`}）`,
  };
}

const inEnglish = new Intl.ListFormat('en', { type: 'conjunction' });

/** Latin letters stand apart from the Japanese around them. */
const spaced = (ja: string): string => `${/^[!-~]/.test(ja) ? ' ' : ''}${ja}${/[!-~]$/.test(ja) ? ' ' : ''}`;

/** `launchTemplateId` is "launch template ID"; a thing that has no Japanese name here keeps its own. */
function inWords(name: string): Text {
  const whole = wholes[name];
  if (whole !== undefined) return whole;
  const [, thing = name, ending = ''] = /^(.+?)(Id|Ids|Arn|Name)?$/.exec(name) ?? [];
  const plain = thing.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const { en, ja } = endings[ending] ?? nothing;
  return { en: plain + en, ja: (things[plain] ?? thing) + ja };
}

const nothing: Text = { en: '', ja: '' };

const wholes: Readonly<Record<string, Text>> = {
  id: { en: 'ID', ja: 'ID' },
  arn: { en: 'ARN', ja: 'ARN' },
  name: { en: 'name', ja: '名前' },
  awsRegion: { en: 'Region', ja: 'リージョン' },
  principalType: { en: 'kind of principal', ja: 'プリンシパルの種類' },
};

const endings: Readonly<Record<string, Text>> = {
  Id: { en: ' ID', ja: ' ID' },
  Ids: { en: ' IDs', ja: ' ID' },
  Arn: { en: ' ARN', ja: ' ARN' },
  Name: { en: ' name', ja: '名' },
};

/** Things of AWS as its Japanese console calls them. */
const things: Readonly<Record<string, string>> = {
  'access key': 'アクセスキー',
  account: 'アカウント',
  bucket: 'バケット',
  cluster: 'クラスター',
  'email address': 'メールアドレス',
  function: '関数',
  group: 'グループ',
  image: 'イメージ',
  instance: 'インスタンス',
  key: 'キー',
  'launch template': '起動テンプレート',
  model: 'モデル',
  'permission set': '許可セット',
  policy: 'ポリシー',
  principal: 'プリンシパル',
  repository: 'リポジトリ',
  resource: 'リソース',
  role: 'ロール',
  secret: 'シークレット',
  session: 'セッション',
  snapshot: 'スナップショット',
  table: 'テーブル',
  target: '対象',
  task: 'タスク',
  'task execution': 'タスク実行',
  user: 'ユーザー',
};
