import { expect, test } from 'vitest';
import { callerOf } from './cloudtrail-identity.ts';

const role = 'arn:aws:iam::111122223333:role/ops/deploy';
const sessionArn = 'arn:aws:sts::111122223333:assumed-role/deploy/build-7';
const nobody = {
  type: '',
  account: '',
  principal: '',
  userName: '',
  session: '',
  sessionArn: '',
  accessKey: '',
  mfa: '',
};

test.each([
  [
    'a user',
    {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111122223333:user/rin',
      userName: 'rin',
      accountId: '111122223333',
      accessKeyId: 'AKIA1',
    },
    { principal: 'arn:aws:iam::111122223333:user/rin', userName: 'rin', account: '111122223333', accessKey: 'AKIA1' },
  ],
  [
    'a session of a role, which is the principal',
    {
      type: 'AssumedRole',
      arn: sessionArn,
      sessionContext: {
        sessionIssuer: { arn: role, userName: 'deploy', accountId: '111122223333' },
        attributes: { mfaAuthenticated: 'true' },
      },
    },
    { principal: role, userName: 'deploy', account: '111122223333', session: 'build-7', sessionArn, mfa: 'true' },
  ],
  [
    'a session without its issuer, which is read out of the ARN',
    { type: 'AssumedRole', arn: sessionArn.replace('aws:', 'aws-cn:'), principalId: 'AROA1:build-7' },
    {
      principal: 'arn:aws-cn:iam::111122223333:role/deploy',
      userName: 'deploy',
      account: '111122223333',
      session: 'build-7',
      sessionArn: sessionArn.replace('aws:', 'aws-cn:'),
    },
  ],
  [
    'a session without any ARN, which its id names',
    { type: 'AssumedRole', principalId: 'AROA1:build:7' },
    { principal: 'AROA1:build:7', session: 'build:7' },
  ],
  [
    'a federated user, whose session the user issued',
    {
      type: 'FederatedUser',
      arn: 'arn:aws:sts::111122223333:federated-user/guest',
      sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:user/rin', userName: 'rin' } },
    },
    {
      principal: 'arn:aws:iam::111122223333:user/rin',
      userName: 'rin',
      account: '111122223333',
      session: 'guest',
      sessionArn: 'arn:aws:sts::111122223333:federated-user/guest',
    },
  ],
  [
    'a person of IAM Identity Center',
    { type: 'IdentityCenterUser', accountId: '111122223333', onBehalfOf: { userId: 'u-1' } },
    { principal: 'arn:aws:identitystore:::user/u-1', userName: 'u-1', account: '111122223333' },
  ],
  [
    'a person of IAM Identity Center without an id',
    { type: 'IdentityCenterUser', userName: 'rin@example.com', principalId: 'p' },
    { principal: 'rin@example.com', userName: 'rin@example.com' },
  ],
  ['a service', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, { principal: 'ec2.amazonaws.com' }],
  [
    'the root user',
    { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
    { principal: 'arn:aws:iam::111122223333:root', userName: 'root', account: '111122223333' },
  ],
  [
    'another account',
    { type: 'AWSAccount', accountId: '444455556666' },
    { principal: '444455556666', account: '444455556666' },
  ],
  ['a type that is not known', { type: 'Novel', principalId: 'p', userName: 'n' }, { principal: 'p', userName: 'n' }],
])('who called is told of %s', (_, identity, told) => {
  expect(callerOf(identity)).toEqual({ ...nobody, type: identity.type, ...told });
});

test('an identity that says nothing, or something else than texts, names nobody', () => {
  expect(callerOf({})).toEqual(nobody);
  expect(callerOf({ type: 'AssumedRole', arn: { a: 5 }, sessionContext: 'x', accountId: null })).toMatchObject({
    sessionArn: '',
    principal: expect.not.stringContaining('role/'),
  });
});
