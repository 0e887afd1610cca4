// Opens no lake.
import { expect, test } from 'vitest';
import { actorOf, at } from './actor.ts';

const call = (userIdentity: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  actorOf({ table: 'api_activity', event: { userIdentity, ...more } });

test('a session is told by its role and its own name, a user by the last part of its path', () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/app/i-0123456789abcdef0';
  const issuer = { sessionContext: { sessionIssuer: { userName: 'app' } } };
  expect(call({ type: 'AssumedRole', arn, ...issuer })).toMatchObject({ name: 'app', session: 'i-0123456789abcdef0' });
  expect(call({ type: 'AssumedRole', arn })).toMatchObject({ name: 'app', session: 'i-0123456789abcdef0' });
  expect(call({ arn: 'arn:aws:iam::111122223333:user/staff/mei' })).toMatchObject({ name: 'mei', session: '' });
});

test('of a flow the own end is told, whichever way its packets went', () => {
  const flow = (srcaddr: string, dstaddr: string) =>
    actorOf({ table: 'network_activity', event: { srcaddr, dstaddr, 'account-id': '111122223333' } });
  expect(flow('10.0.1.5', '198.51.100.9').address).toBe('10.0.1.5');
  expect(flow('198.51.100.9', '172.31.0.4').address).toBe('172.31.0.4');
  expect(flow('198.51.100.9', 'fd00::1').address).toBe('fd00::1');
  expect(flow('198.51.100.9', '172.32.0.4').address).toBe('198.51.100.9');
});

test('what the log leaves empty or marks with a dash is not told', () => {
  const { facts, address } = actorOf({
    table: 'network_activity',
    event: { srcaddr: '-', 'instance-id': '-', dstport: 443 },
  });
  expect(facts.map(({ label, value }) => [label.en, value])).toEqual([['Destination port', '443']]);
  expect(address).toBe('');
  expect(actorOf({ table: 'nothing_known', event: {} }).facts).toEqual([]);
});

const meaningIn = (userIdentity: object, more: object = {}) =>
  call({ ...userIdentity }, { ...more }).facts.flatMap(({ meaning }) => (meaning === undefined ? [] : [meaning.en]));

test('codes and truth values are told in words, and the first place that has a value counts', () => {
  const attributes = { mfaAuthenticated: false };
  const { facts } = call(
    { type: 'IAMUser', sessionContext: { attributes } },
    { additionalEventData: { MFAUsed: 'Yes' } },
  );
  expect(facts.map(({ value, meaning }) => [value, meaning?.en, meaning?.ja])).toEqual([
    ['IAMUser', 'IAM user', 'IAM ユーザー'],
    ['false', 'session without MFA', 'MFA なし'],
  ]);
  expect(meaningIn({}, { additionalEventData: { MFAUsed: 'No' } })).toEqual(['signed in without MFA']);
  expect(meaningIn({ type: 'constructor' })).toEqual([]);
});

test('a federated session is told to come of the user who asked for it, and of no role', () => {
  const of = (arn: string) =>
    call({ type: 'FederatedUser', sessionContext: { sessionIssuer: { arn } } }).facts.map(({ label }) => label.en);
  expect(of('arn:aws:iam::111122223333:user/hanako')).toEqual(['Kind of principal', 'Session made by']);
  expect(of('arn:aws:iam::111122223333:role/app')).toEqual(['Kind of principal', 'Role']);
});

test('a session of Identity Center does not tell whether there was a second factor', () => {
  const sessionContext = {
    attributes: { mfaAuthenticated: 'false' },
    sessionIssuer: { userName: 'AWSReservedSSO_Admin_0123456789abcdef' },
  };
  expect(meaningIn({ sessionContext })).toEqual([expect.stringContaining('IAM Identity Center asks for MFA')]);
});

test('a key that holds dots is found before a path, and a list is no place to go through', () => {
  expect(at({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
  expect(at({ a: { b: 2 } }, 'a.b')).toBe(2);
  expect(at({ a: [{ b: 2 }] }, 'a.b')).toBeUndefined();
  expect(at({ a: null }, 'a.b.c')).toBeUndefined();
});
