import type { Finding } from '#findings';
import type { Text } from '#kernel';
import type { Actor } from './actor.ts';

/** How each kind of principal is spoken of; the name and the session are put in. */
const kinds: Readonly<Record<string, (actor: Actor) => Text>> = {
  Root: () => ({ en: 'The root user of the account', ja: 'アカウントのルートユーザー' }),
  IAMUser: ({ name }) => ({ en: `The IAM user ${name}`, ja: `IAM ユーザー ${name}` }),
  AssumedRole: ({ name, session }) =>
    /^i-[0-9a-f]+$/.test(session)
      ? { en: `The EC2 instance ${session} with its role ${name}`, ja: `EC2 インスタンス ${session}（ロール ${name}）` }
      : {
          en: `The role ${name}, in the session ${session || 'without a name'},`,
          ja: `ロール ${name}（セッション ${session || '名前なし'}）`,
        },
  FederatedUser: ({ name }) => ({ en: `The federated user ${name}`, ja: `フェデレーションユーザー ${name}` }),
  SAMLUser: ({ name }) => ({
    en: `The user ${name} of a SAML identity provider`,
    ja: `SAML ID プロバイダーのユーザー ${name}`,
  }),
  WebIdentityUser: ({ name }) => ({
    en: `The user ${name} of a web identity provider`,
    ja: `ウェブ ID プロバイダーのユーザー ${name}`,
  }),
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

/** One sentence that says who acted, from where, with what. */
export function whoSentence(finding: Finding, actor: Actor): Text {
  const subject = kinds[actor.kind]?.(actor) ?? unknownKind(finding, actor);
  const from =
    actor.address === ''
      ? { en: '', ja: '' }
      : { en: ` came from ${placeOf(actor.address).en}`, ja: `が${placeOf(actor.address).ja}から` };
  const agent = agentOf(actor.agent);
  const account =
    finding.account === ''
      ? { en: '', ja: '' }
      : { en: ` in account ${finding.account}`, ja: `アカウント ${finding.account} で` };
  if (actor.address === '')
    return { en: `${subject.en} acted${account.en}.`, ja: `${subject.ja}が${account.ja}操作しました。` };
  return {
    en: `${subject.en}${from.en}${agent === '' ? '' : ` with ${agent}`} and acted${account.en}.`.replace(
      ', came',
      ' came',
    ),
    ja: `${subject.ja}${from.ja}${account.ja}操作しました${agent === '' ? '' : `（使われたツール: ${agent}）`}。`,
  };
}

function unknownKind({ principal, source }: Finding, { name, address }: Actor): Text {
  const shown = principal || name || address;
  if (shown === '')
    return { en: `Somebody whom the log (${source}) does not name`, ja: `ログ（${source}）に名前のない主体` };
  return { en: shown, ja: shown };
}

/** Calls that AWS makes itself have the name of the service where the address would be. */
function placeOf(address: string): Text {
  if (address === 'AWS Internal' || address.endsWith('.amazonaws.com'))
    return { en: `inside AWS (${address})`, ja: ` AWS の内部（${address}）` };
  return { en: `the address ${address}`, ja: `アドレス ${address} ` };
}

/** The tool behind a user agent, as people call it; the agent itself, cut, where it is not known. */
function agentOf(agent: string): string {
  const known = tools.find(([pattern]) => pattern.test(agent));
  return known?.[1] ?? (agent.length > 60 ? `${agent.slice(0, 60)}…` : agent);
}

const tools: readonly (readonly [RegExp, string])[] = [
  [/^(signin|console)\.|AWS Internal|^\[?S3Console/i, 'the AWS console'],
  [/^Mozilla\//, 'a web browser'],
  [/terraform/i, 'Terraform'],
  [/^aws-cli\//i, 'the AWS CLI'],
  [/^(aws-sdk-go|APN.*Go)/i, 'the AWS SDK for Go'],
  [/^aws-sdk-java/i, 'the AWS SDK for Java'],
  [/^aws-sdk-(js|nodejs)/i, 'the AWS SDK for JavaScript'],
  [/^boto/i, 'the AWS SDK for Python (Boto3)'],
];
