import { expect, test } from 'vitest';
import { denied, throttled } from './refusals.ts';

const arn = 'arn:aws:iam::111122223333:user/rin';

test.each([
  [
    'iam',
    'CreateUser',
    'AccessDenied',
    `User: ${arn} is not authorized to perform: iam:CreateUser on resource: * because no identity-based policy allows the iam:CreateUser action`,
  ],
  [
    'ec2',
    'RunInstances',
    'Client.UnauthorizedOperation',
    `You are not authorized to perform this operation. User: ${arn} is not authorized to perform: ec2:RunInstances on resource: *`,
  ],
  ['s3', 'GetObject', 'AccessDenied', `User: ${arn} is not authorized to perform: s3:GetObject because`],
  ['monitoring', 'PutMetricData', 'AccessDenied', 'to perform: cloudwatch:PutMetricData on'],
  ['lambda', 'UpdateFunctionCode20150331v2', 'AccessDeniedException', 'to perform: lambda:UpdateFunctionCode on'],
])('%s:%s is refused as %s', (service, name, code, said) => {
  expect(denied(arn, { service, name })).toEqual({ code, message: expect.stringContaining(said) });
});

test('why it is refused may be said otherwise', () => {
  expect(
    denied(arn, { service: 'kms', name: 'Decrypt' }, 'with an explicit deny in a resource-based policy for the')
      .message,
  ).toMatch(/\* with an explicit deny in a resource-based policy for the kms:Decrypt action$/);
});

test('too many calls are refused as each service does', () => {
  expect([throttled('ec2').code, throttled('iam').code]).toEqual([
    'Client.RequestLimitExceeded',
    'ThrottlingException',
  ]);
});
