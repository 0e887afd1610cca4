import type { Occurrence } from '#findings';
import { isJsonObject, type Text } from '#kernel';
import { meaningOf } from './meaning.ts';

/** One thing that is known of an actor: the value as the log has it, and what it means where that is a code. */
export interface Fact {
  readonly label: Text;
  readonly value: string;
  readonly meaning?: Text;
}

/** Who acted in an event, in the terms of its log. Empty text where the log is silent. */
export interface Actor {
  readonly table: string;
  readonly kind: string;
  readonly arn: string;
  /** Of a token of an identity provider, all that CloudTrail has: `PROVIDER:AUDIENCE:SUBJECT`. */
  readonly id: string;
  readonly name: string;
  readonly session: string;
  readonly accessKey: string;
  readonly address: string;
  readonly agent: string;
  readonly account: string;
  readonly facts: readonly Fact[];
}

interface Told {
  readonly label: Text;
  readonly paths: readonly string[];
  /** Told only where it fits; of a value, and the ARN of who acted. */
  readonly fits?: (value: string, arn: string) => boolean;
}

const fact = (en: string, ja: string, ...paths: readonly string[]): Told => ({ label: { en, ja }, paths });
const withoutArn = (told: Told): Told => ({ ...told, fits: (_, arn) => arn === '' });

/** A session comes of a role or, where it was federated, of an IAM user or the root user. */
const ofRole = (told: Told): Told => ({ ...told, fits: (issuer) => issuer.includes(':role/') });
const ofNoRole = (told: Told): Told => ({ ...told, fits: (issuer) => !issuer.includes(':role/') });

/** For each table: what is told about the actor, and where its events have it. The first path that has a value counts. */
const told: Readonly<Record<string, readonly Told[]>> = {
  api_activity: [
    fact('Kind of principal', 'プリンシパルの種類', 'userIdentity.type'),
    fact('ARN', 'ARN', 'userIdentity.arn'),
    withoutArn(fact('Principal ID', 'プリンシパル ID', 'userIdentity.principalId', 'userIdentity.invokedBy')),
    ofRole(fact('Role', 'ロール', 'userIdentity.sessionContext.sessionIssuer.arn')),
    ofNoRole(fact('Session made by', 'セッションの発行元', 'userIdentity.sessionContext.sessionIssuer.arn')),
    fact('User', 'ユーザー', 'userIdentity.userName'),
    fact('Identity Center user', 'Identity Center のユーザー', 'userIdentity.onBehalfOf.userId'),
    fact(
      'Identity provider',
      'ID プロバイダー',
      'userIdentity.identityProvider',
      'userIdentity.sessionContext.webIdFederationData.federatedProvider',
    ),
    fact('Account of the caller', '呼び出し元のアカウント', 'userIdentity.accountId'),
    fact('Access key', 'アクセスキー', 'userIdentity.accessKeyId'),
    fact(
      'Second factor (MFA)',
      '多要素認証（MFA）',
      'userIdentity.sessionContext.attributes.mfaAuthenticated',
      'additionalEventData.MFAUsed',
    ),
    fact('Session since', 'セッションの開始', 'userIdentity.sessionContext.attributes.creationDate'),
    fact('Address', '送信元アドレス', 'sourceIPAddress'),
    fact('User agent', 'ユーザーエージェント', 'userAgent'),
    fact('Called by service', '呼び出したサービス', 'userIdentity.invokedBy'),
  ],
  network_activity: [
    fact('Source address', '送信元アドレス', 'srcaddr', 'pkt-srcaddr'),
    fact('Destination address', '宛先アドレス', 'dstaddr', 'pkt-dstaddr'),
    fact('Destination port', '宛先ポート', 'dstport'),
    fact('Instance', 'インスタンス', 'instance-id'),
    fact('Network interface', 'ネットワークインターフェイス', 'interface-id'),
    fact('Account', 'アカウント', 'account-id'),
  ],
  dns_activity: [
    fact('Instance', 'インスタンス', 'srcids.instance'),
    fact('Source address', '送信元アドレス', 'srcaddr'),
    fact('Name asked for', '問い合わせた名前', 'query_name'),
    fact('VPC', 'VPC', 'vpc_id'),
    fact('Account', 'アカウント', 'account_id'),
  ],
  http_activity: [
    fact(
      'Client address',
      'クライアントのアドレス',
      'httpRequest.clientIp',
      'client_ip',
      'c-ip',
      'remote_ip',
      'client:port',
      'client',
    ),
    fact('Requester', 'リクエスト元', 'requester'),
    fact('User agent', 'ユーザーエージェント', 'user_agent', 'cs(User-Agent)', 'userAgent'),
    fact('Country', '国', 'httpRequest.country'),
  ],
};

/** Reads the actor from an event of a finding. */
export function actorOf({ table, event }: Pick<Occurrence, 'table' | 'event'>): Actor {
  const arn = firstOf(event, ['userIdentity.arn']);
  const facts = (told[table] ?? []).flatMap((one) => factOf(one, arn, event));
  return {
    table,
    kind: firstOf(event, ['userIdentity.type']),
    arn,
    id: firstOf(event, ['userIdentity.principalId']),
    name: nameOf(event) || nameIn(arn),
    session: arn.includes(':assumed-role/') ? (arn.split('/').at(-1) ?? '') : '',
    accessKey: firstOf(event, ['userIdentity.accessKeyId']),
    address:
      ownEnd(event) || firstOf(event, ['sourceIPAddress', 'httpRequest.clientIp', 'client_ip', 'c-ip', 'remote_ip']),
    agent: firstOf(event, ['userAgent', 'user_agent', 'cs(User-Agent)']),
    account: firstOf(event, ['recipientAccountId', 'userIdentity.accountId', 'account-id', 'account_id']),
    facts,
  };
}

function factOf({ label, paths, fits }: Told, arn: string, event: Record<string, unknown>): Fact[] {
  const path = paths.find((one) => firstOf(event, [one]) !== '');
  if (path === undefined) return [];
  const value = firstOf(event, [path]);
  if (fits?.(value, arn) === false) return [];
  const meaning = meaningOf(path, value, firstOf(event, ['userIdentity.sessionContext.sessionIssuer.userName']));
  return [{ label, value, ...(meaning === undefined ? {} : { meaning }) }];
}

/** Of a flow the end that is not the internet, whichever way the packets of the record went; else the one that sent. */
function ownEnd(event: Record<string, unknown>): string {
  const ends = ['srcaddr', 'dstaddr'].map((path) => firstOf(event, [path]));
  return ends.find((end) => /^(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^f[cd]/i.test(end)) ?? ends[0] ?? '';
}

const nameOf = (event: Record<string, unknown>): string =>
  firstOf(event, [
    'userIdentity.sessionContext.sessionIssuer.userName',
    'userIdentity.userName',
    'userIdentity.principalId',
    'userIdentity.invokedBy',
    'srcids.instance',
    'instance-id',
    'interface-id',
    'requester',
    'srcaddr',
  ]);

/** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION`, `arn:aws:iam::111122223333:user/PATH/NAME`. */
const nameIn = (arn: string): string => {
  const [kind, ...parts] = arn.split(':').slice(5).join(':').split('/');
  return (kind === 'assumed-role' ? parts[0] : parts.at(-1)) ?? '';
};

function firstOf(event: Record<string, unknown>, paths: readonly string[]): string {
  for (const path of paths) {
    const value = at(event, path);
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && text !== '' && text !== '-') return text;
  }
  return '';
}

/** The value at a dotted path; a key that itself holds dots is tried first. */
export function at(fields: Record<string, unknown>, path: string): unknown {
  if (path in fields) return fields[path];
  let value: unknown = fields;
  for (const name of path.split('.')) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}
