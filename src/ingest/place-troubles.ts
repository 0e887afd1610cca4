import { Fault, textOf, type Text } from '#kernel';
import { Obstacle } from './obstacle.ts';

/** What AWS and the network say, by the name of the error, and what mends it. */
const remedies: Readonly<Record<string, Text>> = {
  AccessDenied: {
    en: 'Access is denied. Give the credentials s3:ListBucket on the bucket, s3:GetObject on its objects, sqs:ReceiveMessage and sqs:DeleteMessage on the queue, and kms:Decrypt on the key that encrypts them.',
    ja: 'アクセスが拒否されました。認証情報に、バケットの s3:ListBucket、オブジェクトの s3:GetObject、キューの sqs:ReceiveMessage と sqs:DeleteMessage、暗号化キーの kms:Decrypt を許可してください。',
  },
  NoSuchBucket: {
    en: 'There is no such bucket. Check its name and the setting ingest.region.',
    ja: 'バケットがありません。名前と設定 ingest.region を確認してください。',
  },
  NoSuchKey: {
    en: 'It is no longer there. If a lifecycle rule removes logs, let Yagura read them sooner.',
    ja: 'すでにありません。ライフサイクルルールでログが消える場合は、もっと早く読み込んでください。',
  },
  PermanentRedirect: {
    en: 'The bucket is in another Region. Set ingest.region to it.',
    ja: 'バケットは別のリージョンにあります。設定 ingest.region をそのリージョンにしてください。',
  },
  QueueDoesNotExist: {
    en: 'There is no such queue. Check its URL: Region, account and name.',
    ja: 'キューがありません。URL のリージョン・アカウント・名前を確認してください。',
  },
  CredentialsProviderError: {
    en: 'There are no credentials. Give them as the AWS command line takes them (environment, profile, role of the machine), and start Yagura anew.',
    ja: '認証情報がありません。AWS CLI と同じ方法（環境変数、プロファイル、マシンのロール）で設定し、Yagura を再起動してください。',
  },
  InvalidAccessKeyId: {
    en: 'The access key is unknown. Check the credentials.',
    ja: 'アクセスキーが存在しません。認証情報を確認してください。',
  },
  SignatureDoesNotMatch: {
    en: 'The secret key is wrong. Check the credentials and the clock of this machine.',
    ja: 'シークレットキーが正しくありません。認証情報とこのマシンの時刻を確認してください。',
  },
  ExpiredToken: {
    en: 'The credentials have expired. Get new ones, or let the machine have a role.',
    ja: '認証情報の有効期限が切れています。更新するか、マシンにロールを割り当ててください。',
  },
  SlowDown: {
    en: 'It asks for fewer requests. Try again later; what was read stays read.',
    ja: 'リクエストを減らすよう求められました。しばらくしてからもう一度お試しください。読み込んだ分は残っています。',
  },
  InvalidObjectState: {
    en: 'It is archived. Restore it in S3, then try again.',
    ja: 'アーカイブされています。S3 で復元してから、もう一度お試しください。',
  },
  foreign: {
    en: 'What answers there does not speak as S3 and SQS do. Check the setting ingest.s3Endpoint and any proxy on the way.',
    ja: '応答が S3 や SQS のものではありません。設定 ingest.s3Endpoint と途中のプロキシを確認してください。',
  },
};

const sameAs: Readonly<Record<string, string>> = {
  'AWS.SimpleQueueService.NonExistentQueue': 'QueueDoesNotExist',
  AccessDeniedException: 'AccessDenied',
  Forbidden: 'AccessDenied',
  InvalidClientTokenId: 'InvalidAccessKeyId',
  ExpiredTokenException: 'ExpiredToken',
  TemporaryRedirect: 'PermanentRedirect',
  ServiceUnavailable: 'SlowDown',
  ThrottlingException: 'SlowDown',
};

/**
 * True for what is said of one object, which asking again hardly mends; the network and credentials come back, and
 * whoever is told that access is denied gives it.
 */
export function isOfObject(fault: unknown): boolean {
  if (fault instanceof Fault && fault.code === 'TooLarge') return true;
  const cause = fault instanceof Fault ? fault.cause : fault;
  return cause instanceof Error && ofObject.has(sameAs[cause.name] ?? cause.name);
}

const ofObject: ReadonlySet<string> = new Set(['NoSuchKey', 'InvalidObjectState']);

const anyOther: Text = {
  en: 'Check the address, the network and the setting ingest.s3Endpoint (http:// or https://, host, port), and try again.',
  ja: 'アドレス、ネットワーク、設定 ingest.s3Endpoint（http:// と https:// の別、ホスト、ポート）を確認し、もう一度お試しください。',
};

/** Throws what stands in the way, with what mends it. */
export function obstacleOf(thrown: unknown): never {
  const cause = thrown instanceof Fault && thrown.cause instanceof Error ? thrown.cause : thrown;
  throw new Obstacle(textOf(cause), remedyOf(cause) ?? anyOther);
}

/** Why AWS or the network refused, and what mends it. */
export function whyOf(cause: unknown): Text {
  const { en, ja } = textOf(cause);
  return remedyOf(cause) ?? { en: `${capital(bare(en))}. ${anyOther.en}`, ja: `${bare(ja)}。${anyOther.ja}` };
}

const bare = (sentence: string): string => sentence.trim().replace(/[.。]$/, '');
const capital = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);

function remedyOf(cause: unknown): Text | undefined {
  const name = cause instanceof Error ? cause.name : '';
  // The SDK says so of what it cannot parse; its sentence is for programmers.
  if (cause instanceof Error && cause.message.includes('Deserialization error')) return remedies['foreign'];
  return remedies[sameAs[name] ?? name];
}
