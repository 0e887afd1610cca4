import { callerName, permissionSetOf, webIdentityName } from '#attack';
import { isSequence, type Finding } from '#findings';
import type { Place } from '#intel';
import { apart, type Text } from '#kernel';
import type { Actor } from './actor.ts';
import { inWords } from './place.ts';
import { trafficSentence } from './traffic.ts';

/** How each kind of principal is spoken of; the name and the session are put in. */
const kinds: Readonly<Record<string, (actor: Actor) => Text>> = {
  Root: () => ({ en: 'The root user of the account', ja: 'アカウントのルートユーザー' }),
  IAMUser: ({ name }) => ({ en: `The IAM user ${name}`, ja: `IAM ユーザー ${name}` }),
  AssumedRole: sessionOf,
  FederatedUser: federated,
  SAMLUser: ({ name }) => ({
    en: `The user ${name} of a SAML identity provider`,
    ja: `SAML ID プロバイダーのユーザー ${name}`,
  }),
  WebIdentityUser: tokenHolder,
  IdentityCenterUser: ({ name }) => ({
    en: `The IAM Identity Center user ${name}`,
    ja: `IAM Identity Center のユーザー ${name}`,
  }),
  AWSAccount: ({ name }) => ({
    en: `A principal of another account (${name})`,
    ja: `別のアカウントのプリンシパル（${name}）`,
  }),
  AWSService: ({ name }) => ({ en: `The AWS service ${name}`, ja: `AWS サービス ${name}` }),
};

/** Whoever asks for such a session gives it a name, which its ARN ends in, and answers for what it does. */
function federated({ name, arn }: Actor): Text {
  const own = arn.split('/').at(-1) ?? '';
  if (own === '' || own === name) return { en: `The federated user ${name}`, ja: `フェデレーションユーザー ${name}` };
  return { en: `The federated session ${own} of ${name}`, ja: `${name} のフェデレーションセッション ${own}` };
}

/** Behind a token of an identity provider stands a job, a pod, or whoever the provider says. */
function tokenHolder({ id, name }: Actor): Text {
  const said = webIdentityName(id || name);
  if (said.en !== (id || name)) return { en: said.en.replace(/^(a|the) /, capital), ja: said.ja };
  return { en: `The user ${name} of a web identity provider`, ja: `ウェブ ID プロバイダーのユーザー ${name}` };
}

const capital = (article: string): string => article.charAt(0).toUpperCase() + article.slice(1);

/** Behind a session stands a machine, a person of Identity Center, or whatever its name says. */
function sessionOf({ name, session, arn }: Actor): Text {
  if (/^i-[0-9a-f]+$/i.test(session))
    return {
      en: `The EC2 instance ${session} with its role ${name}`,
      ja: `EC2 インスタンス ${session}（ロール ${name}）`,
    };
  if (session !== '' && permissionSetOf(name) !== '') return callerName(arn);
  return {
    en: `The role ${name} (session ${session || 'without a name'})`,
    ja: `ロール ${name}（セッション ${session || '名前なし'}）`,
  };
}

/** One sentence that says who acted, where, from where, and with what. */
export function whoSentence(finding: Finding, actor: Actor, where?: Place): Text {
  const traffic = trafficSentence(finding, actor, where);
  if (traffic !== undefined) return traffic;
  const subject = (kinds[actor.kind] ?? kinds[kindIn(actor.arn)])?.(actor) ?? unknownKind(finding, actor);
  const account =
    finding.account === '' ? nothing : { en: ` in account ${finding.account}`, ja: `アカウント ${finding.account} で` };
  const place = actor.address === '' || actor.address === subject.en ? nothing : placeOf(actor.address, where);
  const tool = toolOf(actor.agent);
  const beginner = beginnerOf(finding, actor);
  return {
    en: `${beginner.en}${beginner.en === '' ? subject.en : subject.en.replace(/^(The|A) /, (article) => article.toLowerCase())} acted${account.en}${place.en}${tool.en}.`,
    ja: `${beginner.ja}${apart(subject.ja)}が${place.ja}${tool.ja}${account.ja}操作しました。`,
  };
}

const nothing: Text = { en: '', ja: '' };

/** An attack that went on under another identity is told with the one it began under: the events show the last. */
function beginnerOf({ type, principal }: Finding, { arn, name, session }: Actor): Text {
  const isSame = [arn, session].includes(principal) || (name !== '' && principal.endsWith(`/${name}`));
  if (!isSequence(type) || principal === '' || arn === '' || isSame) return nothing;
  const { en, ja } = callerName(principal);
  return {
    en: `It began under ${en}. In the newest events `,
    ja: `${apart(ja)}の認証情報で始まっています。直近では、`,
  };
}

/** What an ARN says of its principal, for logs that name no kind. */
function kindIn(arn: string): string {
  if (/^arn:[\w-]+:sts::\d*:assumed-role\//.test(arn)) return 'AssumedRole';
  if (/^arn:[\w-]+:iam::\d*:user\//.test(arn)) return 'IAMUser';
  return /^arn:[\w-]+:iam::\d*:root$/.test(arn) ? 'Root' : '';
}

function unknownKind({ principal, source }: Finding, { name, address }: Actor): Text {
  const shown = principal || name || address;
  if (shown === '')
    return { en: `Somebody whom the log (${source}) does not name`, ja: `ログ（${source}）に名前のない実行者` };
  return { en: shown, ja: shown };
}

/** Calls that AWS makes itself have the name of the service where the address would be. */
function placeOf(address: string, where: Place | undefined): Text {
  if (address === 'AWS Internal' || address.endsWith('.amazonaws.com'))
    return { en: ` from inside AWS (${address})`, ja: ` AWS の内部（${address}）から` };
  const known = inWords(where);
  return {
    en: ` from the address ${address}${known.en && ` (${known.en})`}`,
    ja: `${apart(`アドレス ${address}${known.ja && `（${known.ja}）`}`)}から`,
  };
}

/** The tool behind a user agent, as people call it, and its system where that tells something; the agent itself, cut, where it is not known. */
function toolOf(agent: string): Text {
  // S3 writes agents in brackets.
  const known = tools.find(([pattern]) => pattern.test(agent.replace(/^\[/, '')))?.[1];
  const shown = agent.length > 60 ? `${agent.slice(0, 60)}…` : agent;
  if (known === undefined && (agent === '' || agent.endsWith('.amazonaws.com'))) return nothing;
  if (known === undefined) return { en: `, with "${shown}"`, ja: `「${shown}」を使って` };
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1] ?? nothing;
  return {
    en: `, with ${known.en}${system.en}`,
    ja: `${/^[!-~]/.test(known.ja) ? ' ' : ''}${apart(known.ja + system.ja)}を使って`,
  };
}

/** Servers run Linux; the others are somebody's desk, or say so. */
const systems: readonly (readonly [RegExp, Text])[] = [
  [/kali/i, { en: ' on Kali Linux', ja: '（Kali Linux）' }],
  [/microsoft-standard-wsl|\bwsl\b/i, { en: ' on Windows (WSL)', ja: '（Windows の WSL）' }],
  [/darwin|macos|mac os x/i, { en: ' on macOS', ja: '（macOS）' }],
  [/windows/i, { en: ' on Windows', ja: '（Windows）' }],
];

const tools: readonly (readonly [RegExp, Text])[] = [
  [/^(signin|console)\.|AWS Internal|^S3Console/i, { en: 'the AWS console', ja: 'AWS マネジメントコンソール' }],
  [/^Mozilla\//, { en: 'a web browser', ja: 'Web ブラウザー' }],
  [/terraform/i, { en: 'Terraform', ja: 'Terraform' }],
  [/^aws-cli\//i, { en: 'the AWS CLI', ja: 'AWS CLI' }],
  [/^(aws-sdk-go|APN.*Go)/i, { en: 'the AWS SDK for Go', ja: 'AWS SDK for Go' }],
  [/^aws-sdk-java/i, { en: 'the AWS SDK for Java', ja: 'AWS SDK for Java' }],
  [/^aws-sdk-(js|nodejs)/i, { en: 'the AWS SDK for JavaScript', ja: 'AWS SDK for JavaScript' }],
  [
    /^aws-internal\//i,
    {
      en: 'a service of AWS on their behalf (often the AWS console)',
      ja: 'AWS のサービス経由の操作（AWS コンソールなど）',
    },
  ],
  [
    /^stratus-red-team/i,
    { en: 'Stratus Red Team (a tool that rehearses attacks)', ja: '攻撃の演習ツール Stratus Red Team' },
  ],
  [/^boto/i, { en: 'the AWS SDK for Python (Boto3)', ja: 'AWS SDK for Python（Boto3）' }],
];
