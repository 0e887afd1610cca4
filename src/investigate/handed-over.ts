import { callerName, webIdentityName } from '#attack';
import { apart, type Text } from '#kernel';
import type { Handover } from './surroundings.ts';

/** How a key was obtained, in words: "the IAM user rin created an access key (CreateAccessKey) from 192.0.2.77". */
export function handedOver({ principal, action, address }: Pick<Handover, 'principal' | 'action' | 'address'>): Text {
  const who = holderOf(principal, action);
  const did = deeds[action];
  // A service that takes on its role has its own name where the address would be.
  const from =
    address === '' || address === principal
      ? { en: '', ja: '' }
      : { en: ` from ${address}`, ja: ` ${apart(address)}から` };
  const ja = did === undefined ? ` ${action} を呼び出しました` : `${did.ja}（${action}）`;
  return {
    en: `${who.en} ${did === undefined ? `called ${action}` : `${did.en} (${action})`}${from.en}`,
    ja: `${apart(who.ja)}が${from.ja}${ja}`,
  };
}

/** Who asked. A provider of identities tells its user in a form of its own; CloudTrail puts its own id before. */
function holderOf(principal: string, action: string): Text {
  if (principal === '') return { en: 'somebody whom the log does not name', ja: '名前の記録がない実行者' };
  if (action === 'AssumeRoleWithWebIdentity') return webIdentityName(principal);
  if (action !== 'AssumeRoleWithSAML') return callerName(principal);
  const name = principal.replace(/^[^:]+:/, '');
  return { en: `${name}, signed in at a SAML identity provider,`, ja: `SAML ID プロバイダーでサインインした ${name}` };
}

const role: Text = { en: 'took on a role', ja: 'ロールを引き受けました' };
const session: Text = { en: 'obtained temporary credentials', ja: '一時的な認証情報を取得しました' };

/** What the calls that hand out keys do. */
const deeds: Readonly<Record<string, Text>> = {
  AssumeRole: role,
  AssumeRoleWithSAML: role,
  AssumeRoleWithWebIdentity: role,
  CreateAccessKey: { en: 'created an access key', ja: 'アクセスキーを作成しました' },
  GetSessionToken: session,
  GetFederationToken: session,
  GetRoleCredentials: session,
};
