import { expect, test } from 'vitest';
import { callerName } from './caller-name.ts';

test.each([
  ['arn:aws:iam::111122223333:user/ops/aiko', '', 'the IAM user aiko', 'IAM ユーザー aiko'],
  ['arn:aws:iam::111122223333:role/deploy', '', 'the role deploy', 'ロール deploy'],
  [
    'arn:aws-cn:iam::111122223333:role/ci/deploy',
    'build-7',
    'the role deploy (session build-7)',
    'ロール deploy（セッション build-7）',
  ],
  [
    'arn:aws:sts::111122223333:assumed-role/deploy/a@b.example',
    '',
    'the role deploy (session a@b.example)',
    'ロール deploy（セッション a@b.example）',
  ],
  [
    'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Read_Only_0123456789abcdef/aiko@b.example',
    '',
    'aiko@b.example (IAM Identity Center, permission set Read_Only)',
    'aiko@b.example（IAM Identity Center の許可セット Read_Only）',
  ],
  [
    'arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef',
    '',
    'the role AWSReservedSSO_Admin_0123456789abcdef',
    'ロール AWSReservedSSO_Admin_0123456789abcdef',
  ],
  ['arn:aws:iam::111122223333:root', '', 'the root user', 'ルートユーザー'],
  [
    'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:a/b:environment:prod',
    '',
    'a GitHub Actions workflow of a/b (environment prod)',
    'GitHub Actions のワークフロー（a/b、環境 prod）',
  ],
  [
    'arn:aws:iam::111122223333:oidc-provider/gitlab.com:sts.amazonaws.com:project_path:a/b:ref_type:branch:ref:main',
    '',
    'a GitLab CI/CD job of a/b (main)',
    'GitLab CI/CD のジョブ（a/b、main）',
  ],
  [
    'arn:aws:iam::111122223333:oidc-provider/app.terraform.io:aws.workload.identity:organization:o:project:p:workspace:w:run_phase:apply',
    '',
    'a run of HCP Terraform (o/p/w, apply)',
    'HCP Terraform の実行（o/p/w、apply）',
  ],
  [
    'cognito-identity.amazonaws.com:eu-west-1:1234-pool:eu-west-1:5678-user',
    '',
    'the user eu-west-1:5678-user of the Cognito identity pool eu-west-1:1234-pool',
    'Cognito ID プール eu-west-1:1234-pool のユーザー eu-west-1:5678-user',
  ],
  ['AROAEXAMPLE:visitor', '', 'AROAEXAMPLE:visitor', 'AROAEXAMPLE:visitor'],
  ['2001:db8::7', '', '2001:db8::7', '2001:db8::7'],
  ['198.51.100.7', '', '198.51.100.7', '198.51.100.7'],
  ['ec2.amazonaws.com', '', 'ec2.amazonaws.com', 'ec2.amazonaws.com'],
])('%s %s is spoken of by its name', (principal, session, en, ja) => {
  expect(callerName(principal, session)).toEqual({ en, ja });
});
