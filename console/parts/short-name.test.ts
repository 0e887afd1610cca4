import { expect, test } from 'vitest';
import { shortName } from './short-name.tsx';

test.each([
  ['arn:aws:iam::111122223333:user/deploy', 'user/deploy'],
  [
    'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:shop/web:ref:refs/heads/main',
    'repo:shop/web:ref:refs/heads/main',
  ],
  ['arn:aws:iam::111122223333:oidc-provider/gitlab.com', 'oidc-provider/gitlab.com'],
  ['i-0123456789abcdef0', 'i-0123456789abcdef0'],
])('of %s the telling end is shown', (name, short) => {
  expect(shortName(name)).toBe(short);
});
