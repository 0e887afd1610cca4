import { expect, test } from 'vitest';
import { actorInWords, actorOf, bucketOf, callOf, dayOf, isInstance, isPersons, tellingSession } from './behaviour.ts';

test('a day begins at midnight UTC and holds its last millisecond', () => {
  expect(dayOf(Date.UTC(1970, 0, 1))).toBe(0);
  expect(dayOf(Date.UTC(1970, 0, 2) - 1)).toBe(0);
  expect(dayOf(Date.UTC(1970, 0, 2))).toBe(1);
});

test('a session that EC2 named after an instance is told from every other', () => {
  expect(['i-0123abcd', 'i-0123456789abcdef0'].every(isInstance)).toBe(true);
  expect(['i-0123abc', 'i-0123456789abcdef01', 'I-0123abcd', 'x-0123abcd', 'i-0123abcg', ''].some(isInstance)).toBe(
    false,
  );
});

test('a session is a person where Identity Center made the role or the name is an address of mail', () => {
  expect(isPersons('arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_1a2b', 'rin')).toBe(true);
  expect(isPersons('arn:aws:sts::1:assumed-role/deploy', 'rin@example.com')).toBe(true);
  expect(isPersons('arn:aws:sts::1:assumed-role/deploy', 'build-7')).toBe(false);
});

test('of a session is kept what tells a person or an instance, never the number of a build', () => {
  expect(tellingSession('role/deploy', 'build-7')).toBe('');
  expect(tellingSession('role/web', 'i-0123abcd')).toBe('i-0123abcd');
  expect(tellingSession('role/deploy', 'rin@example.com')).toBe('rin@example.com');
});

test('instances of one role are one actor, people of one role are not', () => {
  expect(actorOf({ principal: 'role/web', session: 'i-0123abcd' })).toBe('role/web');
  expect(actorOf({ principal: 'role/web', session: 'rin@example.com' })).toBe('role/web/rin@example.com');
  expect(actorOf({ principal: 'role/web', session: '' })).toBe('role/web');
  expect(actorInWords({ principal: 'arn:aws:iam::1:role/web', session: 'i-0123abcd' }).en).toBe('the role web');
  expect(actorInWords({ principal: 'arn:aws:iam::1:role/web', session: 'rin@example.com' })).toEqual({
    en: 'the role web (session rin@example.com)',
    ja: 'ロール web（セッション rin@example.com）',
  });
});

test.each([
  ['s3.amazonaws.com', 'arn:aws:s3:::photos/2026/cat.jpg', 'photos'],
  ['s3.amazonaws.com', 'arn:aws-cn:s3:::photos', 'photos'],
  ['s3.amazonaws.com', 'photos', 'photos'],
  ['s3.amazonaws.com', '', ''],
  ['ec2.amazonaws.com', 'arn:aws:ec2:eu-west-1:1:instance/i-0123abcd', ''],
])('the bucket of a call to %s on %j is %j', (service, resource, bucket) => {
  expect(bucketOf(service, resource)).toBe(bucket);
});

test.each([
  ['iam.amazonaws.com', 'CreateUser', 'iam:CreateUser'],
  ['ec2.amazonaws.com.cn', 'RunInstances', 'ec2:RunInstances'],
  ['lambda.amazonaws.com', 'ListFunctions20150331', 'lambda:ListFunctions'],
  ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
  ['x.amazonaws.com', 'Get12345678', 'x:Get12345678'], // no date of an API
])('%s %s is the call %s', (service, action, call) => {
  expect(callOf({ service, action })).toBe(call);
});
