import type { Text } from '#kernel';
import { things } from './things.ts';

/**
 * What will stand at a `{{path}}` of a command, in words: the page of a rule shows that, for no event fills it there.
 * Of several paths, `{{one|other}}`, the first is told.
 */
export function placeInWords(path: string): Text {
  const first = path.split('|')[0]?.trim() ?? path;
  return callers[first] ?? fieldInWords(lastOf(first));
}

/** The last field of a path; `pipeline.name` is the name of a pipeline. */
function lastOf(path: string): string {
  const [last = path, parent = ''] = path.split('.').toReversed();
  const isBare = /^(?:id|name|arn)$/.test(last) && !/^(?:requestParameters|responseElements|)$/.test(parent);
  return isBare ? parent + last.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : last;
}

/** A field as CloudTrail writes it in words: `launchTemplateId` is "launch template ID"; things without Japanese stay. */
export function fieldInWords(name: string): Text {
  const whole = wholes[name];
  if (whole !== undefined) return whole;
  const [, thing = name, ending = ''] = /^(.+?)(Ids?|ID|Identifier|A[Rr][Nn]|Names?)?$/.exec(name) ?? [];
  const plain = apart(thing);
  const { en, ja } = endings[ending] ?? nothing;
  return { en: plain + en, ja: (things[plain.toLowerCase()] ?? plain) + ja };
}

/** `dBInstance` is "DB instance", `sSHPublicKey` "SSH public key": CloudTrail writes the first letter of a name small. */
const apart = (name: string): string =>
  name
    .replace(/^[a-z](?=[A-Z])/, (letter) => letter.toUpperCase())
    .split(/[-_]|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => (/^(?:[A-Z]{2,}|[Aa]cl|[Aa]pi|[Vv]pc|[Vv]pn)$/.test(word) ? word.toUpperCase() : word.toLowerCase()))
    .join(' ');

const nothing: Text = { en: '', ja: '' };

/** What an event says of its caller; elsewhere in it stand fields of the same names that mean others. */
const callers: Readonly<Record<string, Text>> = {
  'userIdentity.accessKeyId': { en: 'access key of the caller', ja: '呼び出し元のアクセスキー' },
  'userIdentity.accountId': { en: 'account of the caller', ja: '呼び出し元のアカウント' },
  'userIdentity.userName': { en: 'user that called', ja: '呼び出し元のユーザー' },
  'userIdentity.sessionContext.sessionIssuer.userName': { en: 'role of the caller', ja: '呼び出し元のロール' },
  session: { en: 'session name', ja: 'セッション名' },
  'responseElements.accessKey.accessKeyId': { en: 'access key that was created', ja: '作成されたアクセスキー' },
};

const wholes: Readonly<Record<string, Text>> = {
  id: { en: 'ID', ja: 'ID' },
  arn: { en: 'ARN', ja: 'ARN' },
  uUID: { en: 'UUID', ja: 'UUID' },
  cIDRIP: { en: 'address range', ja: 'アドレス範囲' },
  name: { en: 'name', ja: '名前' },
  awsRegion: { en: 'Region', ja: 'リージョン' },
  region: { en: 'Region', ja: 'リージョン' },
  recipientAccountId: { en: 'account', ja: 'アカウント' },
  'interface-id': { en: 'network interface', ja: 'ネットワークインターフェイス' },
  'broker-id': { en: 'broker ID', ja: 'ブローカー ID' },
  s3BucketName: { en: 'bucket name', ja: 'バケット名' },
  RegionName: { en: 'Region', ja: 'リージョン' },
  vpc_id: { en: 'VPC', ja: 'VPC' },
  srcaddr: { en: 'source address', ja: '送信元アドレス' },
  dstaddr: { en: 'destination address', ja: '宛先アドレス' },
  sourceIPAddress: { en: 'source address', ja: '送信元アドレス' },
  eventName: { en: 'name of the call', ja: '呼び出しの名前' },
  query_name: { en: 'domain', ja: 'ドメイン' },
  username: { en: 'user name', ja: 'ユーザー名' },
  principalType: { en: 'kind of principal', ja: 'プリンシパルの種類' },
};

const endings: Readonly<Record<string, Text>> = {
  Id: { en: ' ID', ja: ' ID' },
  ID: { en: ' ID', ja: ' ID' },
  Ids: { en: ' IDs', ja: ' ID' },
  Identifier: { en: ' name', ja: '名' },
  Arn: { en: ' ARN', ja: ' ARN' },
  ARN: { en: ' ARN', ja: ' ARN' },
  Name: { en: ' name', ja: '名' },
  Names: { en: ' names', ja: '名' },
};
