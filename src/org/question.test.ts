import { expect, test } from 'vitest';
import { localCaller } from '#aws';
import { refusal } from './refusal.ts';
import { questionOf, type Wish } from './question.ts';
import { roleArn, roleOf } from './roles.ts';

const wish = (said: Partial<Wish>): Wish => ({
  caller: localCaller('rin', 'analyst', '111122223333'),
  action: 'guardduty:ListFindings',
  on: { account: '444455556666' },
  context: { region: 'eu-west-1', sourceAddress: '203.0.113.9', at: new Date('2026-11-26T12:00:00Z') },
  ...said,
});
const names = (said: Partial<Wish>) => questionOf(wish(said)).entities.map(({ uid }) => `${uid.type}::${uid.id}`);

test('a wish is asked with the caller, their role, both accounts and the organisation, each once', () => {
  expect(names({}).toSorted()).toEqual([
    'Yagura::Account::111122223333',
    'Yagura::Account::444455556666',
    'Yagura::Organization::yagura',
    'Yagura::Person::rin',
    'Yagura::Role::analyst',
  ]);
  const own = names({ on: { account: '111122223333' } });
  expect(new Set(own).size).toBe(own.length);
});

test('a session is no person, and a role to assume lies in its account', () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/yagura-analyst/build';
  const { principal, resource } = questionOf(
    wish({
      caller: { arn, account: '111122223333', name: 'build', role: 'analyst' },
      on: { assume: { role: 'member', account: '444455556666' } },
    }),
  );
  expect(principal).toEqual({ type: 'Yagura::Session', id: arn });
  expect(resource).toEqual({ type: 'Yagura::AssumableRole', id: 'arn:aws:iam::444455556666:role/yagura-member' });
});

test('what is no address is not told to policies as one', () => {
  expect(questionOf(wish({})).context).toHaveProperty('address');
  const unknown = { region: 'eu-west-1', sourceAddress: '', at: new Date(0) };
  expect(questionOf(wish({ context: unknown })).context).not.toHaveProperty('address');
});

test('a role is named by its ARN and no other', () => {
  expect(roleOf(roleArn({ role: 'auditor', account: '111122223333' }))).toEqual({
    role: 'auditor',
    account: '111122223333',
  });
  expect(roleOf('arn:aws-cn:iam::111122223333:role/yagura-auditor')?.role).toBe('auditor');
  for (const arn of [
    'arn:aws:iam::111122223333:role/auditor',
    'arn:aws:iam::1:role/yagura-auditor',
    'arn:aws:iam::111122223333:role/yagura-king',
    'x',
  ])
    expect(roleOf(arn), arn).toBeUndefined();
});

test('a refusal is said in the words that scripts look for', () => {
  expect(refusal({ arn: 'arn:of:rin' }, 'a:B', '*', '')).toBe(
    'User: arn:of:rin is not authorized to perform: a:B on resource: *',
  );
  expect(refusal({ arn: 'arn:of:rin' }, 'a:B', '*', 'of the night')).toMatch(/ because of the night$/);
});
