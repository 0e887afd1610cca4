import { expect, test } from 'vitest';
import { identityProviderName, isWebIdentity, webIdentityName } from './web-identity.ts';

const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:';

test.each([
  [
    `${github}repo:org/app:ref:refs/heads/main`,
    'a GitHub Actions workflow of org/app (branch main)',
    'GitHub Actions のワークフロー（org/app、ブランチ main）',
  ],
  [
    `${github}repo:org/app:ref:refs/tags/v1`,
    'a GitHub Actions workflow of org/app (tag v1)',
    'GitHub Actions のワークフロー（org/app、タグ v1）',
  ],
  [
    'repo:org/app:pull_request',
    'a GitHub Actions workflow of org/app (a pull request)',
    'GitHub Actions のワークフロー（org/app、プルリクエスト）',
  ],
  [
    'repo:org/app:environment:prod',
    'a GitHub Actions workflow of org/app (environment prod)',
    'GitHub Actions のワークフロー（org/app、環境 prod）',
  ],
  [
    'repo:org/app:job_workflow_ref:x',
    'a GitHub Actions workflow of org/app (job_workflow_ref:x)',
    'GitHub Actions のワークフロー（org/app、job_workflow_ref:x）',
  ],
  [
    'project_path:group/app:ref_type:branch:ref:main',
    'a GitLab CI/CD job of group/app (main)',
    'GitLab CI/CD のジョブ（group/app、main）',
  ],
  [
    'organization:acme:project:web:workspace:prod:run_phase:apply',
    'a run of HCP Terraform (acme/web/prod, apply)',
    'HCP Terraform の実行（acme/web/prod、apply）',
  ],
  [
    'system:serviceaccount:shop:cart',
    'a pod with the Kubernetes service account shop/cart',
    'Kubernetes の Pod（サービスアカウント shop/cart）',
  ],
  [
    'cognito-identity.amazonaws.com:eu-west-1:pool:eu-west-1:user',
    'the user eu-west-1:user of the Cognito identity pool eu-west-1:pool',
    'Cognito ID プール eu-west-1:pool のユーザー eu-west-1:user',
  ],
  [
    'accounts.google.com:client:1234',
    'the user 1234 of the identity provider accounts.google.com',
    'ID プロバイダー accounts.google.com のユーザー 1234',
  ],
  ['1234', '1234', '1234'],
])('%s is %s', (principal, en, ja) => {
  expect(webIdentityName(principal)).toEqual({ en, ja });
});

test.each([
  ['arn:aws-cn:iam::111122223333:oidc-provider/token.actions.githubusercontent.com', 'GitHub Actions'],
  ['cognito-idp.eu-west-1.amazonaws.com/pool', 'Amazon Cognito user pool'],
  ['cognito-identity.amazonaws.com', 'Amazon Cognito identity pool'],
  ['oidc.eks.eu-west-1.amazonaws.com/id/1', 'Kubernetes cluster of EKS'],
  ['oidc.eks.cn-north-1.amazonaws.com.cn/id/1', 'Kubernetes cluster of EKS'],
  ['www.googleapis.com', 'Google'],
  ['gitlab.com', 'GitLab'],
  ['gitlab.com.example', undefined],
  ['token.actions.githubusercontent.com.example', undefined],
])('the provider %s is called %s', (provider, name) => {
  expect(identityProviderName(provider)?.en).toBe(name);
});

test('a caller of an identity provider is told by provider, audience and subject', () => {
  expect(
    [`${github}repo:a/b:ref:c`, 'accounts.google.com:client:1', 'oidc.eks.x.amazonaws.com/id/1:sts:system'].map(
      isWebIdentity,
    ),
  ).toEqual([true, true, true]);
  expect(
    ['arn:aws:iam::111122223333:user/rin', 'ec2.amazonaws.com', 'AROA1:session', 'a.example:client:'].map(
      isWebIdentity,
    ),
  ).toEqual([false, false, false, false]);
});
