import type { Text } from '#kernel';

/**
 * Who stands behind the token of an identity provider (OIDC), in words within a sentence. `principal` is what CloudTrail
 * has of the caller of AssumeRoleWithWebIdentity: `PROVIDER:AUDIENCE:SUBJECT`, or the subject alone.
 */
export function webIdentityName(principal: string): Text {
  const plain = principal.replace(ownProvider, '');
  for (const [pattern, said] of subjects) {
    const found = pattern.exec(plain);
    if (found !== null) return said(found[1] ?? '', found[2] ?? '');
  }
  return { en: plain, ja: plain };
}

/** How IAM names a provider that the account trusts; others (Cognito, Google) stand as their host. */
const ownProvider = /^arn:[\w-]+:iam::\d*:oidc-provider\//;

/** Whether a principal is such a caller: a provider, whom its token is for, and the subject. */
export const isWebIdentity = (principal: string): boolean =>
  ownProvider.test(principal) || /^(?:[\w-]+\.)+[a-z]+(?:\/[^:]*)?:[^:]+:./.test(principal);

/** An identity provider as people call it; undefined where its own name is all that is known. */
export const identityProviderName = (provider: string): Text | undefined =>
  providers.find(([pattern]) => pattern.test(provider.replace(ownProvider, '')))?.[1];

const providers: readonly (readonly [RegExp, Text])[] = [
  [/^token\.actions\.githubusercontent\.com(\/|$)/, { en: 'GitHub Actions', ja: 'GitHub Actions' }],
  [/^cognito-identity\.amazonaws\.com$/, { en: 'Amazon Cognito identity pool', ja: 'Amazon Cognito の ID プール' }],
  [/^cognito-idp\.[\w-]+\.amazonaws\.com\//, { en: 'Amazon Cognito user pool', ja: 'Amazon Cognito のユーザープール' }],
  [
    /^oidc\.eks\.[\w-]+\.amazonaws\.com(\.cn)?\//,
    { en: 'Kubernetes cluster of EKS', ja: 'EKS の Kubernetes クラスター' },
  ],
  [/^app\.terraform\.io$/, { en: 'HCP Terraform', ja: 'HCP Terraform' }],
  [/^(accounts\.google\.com|www\.googleapis\.com)$/, { en: 'Google', ja: 'Google' }],
  [/^gitlab\.com$/, { en: 'GitLab', ja: 'GitLab' }],
];

/** What the providers that machines use write as the subject; the last stands for every other provider. */
const subjects: readonly (readonly [RegExp, (one: string, other: string) => Text])[] = [
  [/(?:^|:)repo:([^:]+):(.+)$/, workflow],
  [
    /(?:^|:)project_path:([^:]+):ref_type:\w+:ref:(.+)$/,
    (project, ref) => ({
      en: `a GitLab CI/CD job of ${project} (${ref})`,
      ja: `GitLab CI/CD のジョブ（${project}、${ref}）`,
    }),
  ],
  [
    /(?:^|:)organization:([^:]+:project:[^:]+:workspace:[^:]+):run_phase:(.+)$/,
    (workspace, phase) => ({
      en: `a run of HCP Terraform (${workspace.replaceAll(/:(project|workspace):/g, '/')}, ${phase})`,
      ja: `HCP Terraform の実行（${workspace.replaceAll(/:(project|workspace):/g, '/')}、${phase}）`,
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
    /^cognito-identity\.amazonaws\.com:([\w-]+:[\w-]+):([\w-]+:[\w-]+)$/,
    (pool, user) => ({
      en: `the user ${user} of the Cognito identity pool ${pool}`,
      ja: `Cognito ID プール ${pool} のユーザー ${user}`,
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

/**
 * A job of GitHub Actions, and what started it: `ref:refs/heads/main`, `environment:prod`, `pull_request`.
 * Source: docs.github.com, "OpenID Connect reference", subject claims.
 */
function workflow(repository: string, context: string): Text {
  const of = (en: string, ja: string): Text => ({
    en: `a GitHub Actions workflow of ${repository} (${en})`,
    ja: `GitHub Actions のワークフロー（${repository}、${ja}）`,
  });
  const [, kind = '', name = ''] = /^(ref:refs\/heads\/|ref:refs\/tags\/|environment:)(.+)$/.exec(context) ?? [];
  if (context === 'pull_request') return of('a pull request', 'プルリクエスト');
  if (kind === 'environment:') return of(`environment ${name}`, `環境 ${name}`);
  if (kind === '') return of(context, context);
  return kind.includes('heads') ? of(`branch ${name}`, `ブランチ ${name}`) : of(`tag ${name}`, `タグ ${name}`);
}
