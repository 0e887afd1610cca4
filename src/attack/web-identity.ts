import type { Text } from '#kernel';

/**
 * Who stands behind the token of an identity provider (OIDC), in words within a sentence. `principal` is what CloudTrail
 * has of the caller of AssumeRoleWithWebIdentity: `PROVIDER:AUDIENCE:SUBJECT`, or the subject alone.
 */
export function webIdentityName(principal: string): Text {
  const plain = principal.replace(/^arn:[\w-]+:iam::\d*:oidc-provider\//, '');
  for (const [pattern, said] of subjects) {
    const found = pattern.exec(plain);
    if (found !== null) return said(found[1] ?? '', found[2] ?? '');
  }
  return { en: plain, ja: plain };
}

/** What the providers that machines use write as the subject; the last stands for every other provider. */
const subjects: readonly (readonly [RegExp, (one: string, other: string) => Text])[] = [
  [
    /(?:^|:)repo:([^:]+):(.+)$/,
    (repository, what) => ({
      en: `a GitHub Actions workflow of ${repository} (${what})`,
      ja: `GitHub Actions のワークフロー（${repository}、${what}）`,
    }),
  ],
  [
    /(?:^|:)system:serviceaccount:([^:]+):(.+)$/,
    (namespace, account) => ({
      en: `a pod with the Kubernetes service account ${namespace}/${account}`,
      ja: `Kubernetes の Pod（サービスアカウント ${namespace}/${account}）`,
    }),
  ],
  [
    /^([^:]+\.[^:]+):[^:]*:(.+)$/,
    (provider, subject) => ({
      en: `the user ${subject} of the identity provider ${provider}`,
      ja: `ID プロバイダー ${provider} のユーザー ${subject}`,
    }),
  ],
];
