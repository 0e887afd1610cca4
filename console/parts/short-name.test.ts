import { expect, test } from 'vitest';
import { shortName } from './short-name.tsx';

test.each([
  ['arn:aws:iam::111122223333:user/deploy', 'user/deploy'],
  [
    'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:shop/web:ref:refs/heads/main',
    'repo:shop/web:ref:refs/heads/main',
  ],
  ['arn:aws:iam::111122223333:oidc-provider/gitlab.com', 'oidc-provider/gitlab.com'],
  ['arn:aws:iam::111122223333:user/office/tokyo/aiko', 'user/aiko'],
  [
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
    'role/AWSReservedSSO_Admin_0123456789abcdef',
  ],
  ['arn:aws:s3:::exports/2026/part.csv', 'exports/2026/part.csv'],
  ['arn:aws:sts::111122223333:assumed-role/deploy/build-7', 'assumed-role/deploy/build-7'],
  ['i-0123456789abcdef0', 'i-0123456789abcdef0'],
])('of %s the telling end is shown', (name, short) => {
  expect(shortName(name)).toBe(short);
});
