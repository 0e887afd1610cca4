import { identityProviderName, permissionSetOf } from '#attack';
import type { Text } from '#kernel';

/** What a field's own words and truth values mean, where a reader should not have to know them; by its path. */
const meanings = mapOf({
  'userIdentity.type': {
    Root: { en: 'root user', ja: 'ルートユーザー' },
    IAMUser: { en: 'IAM user', ja: 'IAM ユーザー' },
    AssumedRole: { en: 'session of a role', ja: 'ロールのセッション' },
    Role: { en: 'role', ja: 'ロール' },
    FederatedUser: { en: 'federated user', ja: 'フェデレーションユーザー' },
    SAMLUser: { en: 'user of a SAML identity provider', ja: 'SAML ID プロバイダーのユーザー' },
    WebIdentityUser: { en: 'user of a web identity provider', ja: 'ウェブ ID プロバイダーのユーザー' },
    IdentityCenterUser: { en: 'IAM Identity Center user', ja: 'IAM Identity Center のユーザー' },
    Directory: { en: 'user of a directory', ja: 'ディレクトリのユーザー' },
    AWSAccount: { en: 'another account', ja: '別のアカウント' },
    AWSService: { en: 'AWS service', ja: 'AWS サービス' },
    Unknown: { en: 'not known', ja: '不明' },
  },
  'userIdentity.sessionContext.attributes.mfaAuthenticated': {
    true: { en: 'session with MFA', ja: 'MFA あり' },
    false: { en: 'session without MFA', ja: 'MFA なし' },
  },
  'additionalEventData.MFAUsed': {
    Yes: { en: 'signed in with MFA', ja: 'MFA ありでサインイン' },
    No: { en: 'signed in without MFA', ja: 'MFA なしでサインイン' },
  },
  sourceIPAddress: { 'AWS Internal': { en: 'inside AWS', ja: 'AWS の内部' } },
  userAgent: { 'AWS Internal': { en: 'AWS itself (also the AWS console)', ja: 'AWS の内部（AWS コンソールを含む）' } },
  'userIdentity.invokedBy': { 'AWS Internal': { en: 'AWS itself', ja: 'AWS の内部' } },
});

/** A log may hold a field of any name, also of one that every object has. */
function mapOf(all: Readonly<Record<string, Readonly<Record<string, Text>>>>) {
  return new Map(Object.entries(all).map(([path, values]) => [path, new Map(Object.entries(values))]));
}

/** Sessions of Identity Center always say `false`: it asks for MFA at its own sign-in, which no event of the session tells. */
const askedElsewhere: Text = {
  en: 'not told here: IAM Identity Center asks for MFA at its own sign-in',
  ja: 'このイベントでは不明（MFA は IAM Identity Center のサインイン時に確認されます）',
};

const providers = new Set([
  'userIdentity.identityProvider',
  'userIdentity.sessionContext.webIdFederationData.federatedProvider',
]);

/** What the value of a field means, in words; undefined where the value speaks for itself. `role` is the session's. */
export function meaningOf(path: string, value: string, role: string): Text | undefined {
  if (path.endsWith('.mfaAuthenticated') && value === 'false' && permissionSetOf(role) !== '') return askedElsewhere;
  if (providers.has(path)) return identityProviderName(value);
  return meanings.get(path)?.get(value);
}
