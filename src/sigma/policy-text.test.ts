import { expect, test } from 'vitest';
import { accountsIn, isForEveryone } from './policy-text.ts';

const policy = (...statements: readonly object[]) => JSON.stringify({ Statement: statements });
const allow = (Principal: unknown, more: object = {}) => ({ Effect: 'Allow', Principal, Action: 's3:*', ...more });
const [ours, other] = ['111122223333', '444455556666'];

test('accounts are told by their number alone and within an ARN of any partition', () => {
  expect(accountsIn(policy(allow({ AWS: [ours, `arn:aws-cn:iam::${other}:root`] })))).toEqual([ours, other]);
  expect(accountsIn(policy(allow({ AWS: `arn:aws:sts::${other}:assumed-role/r/s` })))).toEqual([other]);
  expect(accountsIn(policy(allow({ Service: 'lambda.amazonaws.com' })))).toEqual([]);
});

test('a statement that denies lets nobody in, and what is no policy neither', () => {
  expect(accountsIn(policy({ ...allow({ AWS: ours }), Effect: 'Deny' }))).toEqual([]);
  for (const text of ['', 'null', '{', '[]', '{"Statement":"x"}'])
    expect([accountsIn(text), isForEveryone(text)]).toEqual([[], false]);
});

test('everybody by a condition on an account is that account', () => {
  const limited = policy(allow('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': other } } }));
  expect([accountsIn(limited), isForEveryone(limited)]).toEqual([[other], false]);
});

test('everybody is let in by a star, a star among others, or by naming whom not', () => {
  for (const statement of [
    allow('*'),
    allow({ AWS: '*' }),
    allow({ AWS: [ours, '*'] }),
    { Effect: 'Allow', NotPrincipal: { AWS: ours } },
  ])
    expect(isForEveryone(policy(statement)), JSON.stringify(statement)).toBe(true);
  expect(isForEveryone(policy(allow({ AWS: ours })))).toBe(false);
});

test('a condition that any caller can fulfil limits nobody, one on who or from where does', () => {
  const under = (condition: object) => isForEveryone(policy(allow('*', { Condition: condition })));
  expect(under({ Bool: { 'aws:SecureTransport': 'true' } })).toBe(true);
  expect(under({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } })).toBe(true);
  expect(under({ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } })).toBe(false);
  expect(under({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })).toBe(false);
});

test('one statement may stand without a list', () => {
  expect(isForEveryone(JSON.stringify({ Statement: allow('*') }))).toBe(true);
});
