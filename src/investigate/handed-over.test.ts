// Opens no lake.
import { expect, test } from 'vitest';
import { handedOver } from './handed-over.ts';

const address = '192.0.2.7';

test('who obtained a key, and how, is told in words', () => {
  const principal = 'arn:aws:iam::111122223333:user/rin';
  expect(handedOver({ principal, action: 'CreateAccessKey', address })).toEqual({
    en: 'the IAM user rin created an access key (CreateAccessKey) from 192.0.2.7',
    ja: 'IAM ユーザー rin が 192.0.2.7 からアクセスキーを作成しました（CreateAccessKey）',
  });
  expect(handedOver({ principal, action: 'StartSession', address: '' })).toEqual({
    en: 'the IAM user rin called StartSession',
    ja: 'IAM ユーザー rin が StartSession を呼び出しました',
  });
  const service = 'ec2.amazonaws.com';
  expect(handedOver({ principal: service, action: 'AssumeRole', address: service }).en).toBe(
    'ec2.amazonaws.com took on a role (AssumeRole)',
  );
});

test('a person of a SAML provider, a workflow, a pod and a stranger of a provider are told apart', () => {
  const saml = handedOver({ principal: 'bc084da7-bbca:rin@example.com', action: 'AssumeRoleWithSAML', address });
  expect(saml.en).toBe(
    'rin@example.com, signed in at a SAML identity provider, took on a role (AssumeRoleWithSAML) from 192.0.2.7',
  );
  expect(saml.ja).toBe(
    'SAML ID プロバイダーでサインインした rin@example.com が 192.0.2.7 からロールを引き受けました（AssumeRoleWithSAML）',
  );
  const web = (principal: string): string =>
    handedOver({ principal, action: 'AssumeRoleWithWebIdentity', address: '' }).en;
  const provider = 'arn:aws:iam::111122223333:oidc-provider/';
  expect(web(`${provider}token.actions.githubusercontent.com:sts.amazonaws.com:repo:a/b:ref:refs/heads/main`)).toBe(
    'a GitHub Actions workflow of a/b (branch main) took on a role (AssumeRoleWithWebIdentity)',
  );
  expect(web(`${provider}oidc.eks.example.com/id/1:sts.amazonaws.com:system:serviceaccount:shop:api`)).toContain(
    'the Kubernetes service account shop/api ',
  );
  expect(web('accounts.example.com:app:7')).toContain('the user 7 of the identity provider accounts.example.com ');
});
