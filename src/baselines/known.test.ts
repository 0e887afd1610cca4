import { expect, test } from 'vitest';
import type { HabitRow } from './habit-rows.ts';
import { daysOf, knownFrom } from './known.ts';

const row = (said: Partial<HabitRow>): HabitRow => ({
  day: 100,
  scope: 'actor',
  subject: 'a',
  dimension: 'tool',
  value: 'Terraform',
  ...said,
});

test('rows of days become days by value, in order and each once, however the rows come', () => {
  const gathered = daysOf([row({ day: 102 }), row({ day: 100 }), row({ day: 102 }), row({ day: 101, value: 'Boto3' })]);
  expect(gathered.map(({ value, days }) => [value, days])).toEqual([
    ['Terraform', [100, 102]],
    ['Boto3', [101]],
  ]);
});

test('what is seen of one subject, scope or dimension is nothing of another', () => {
  const habits = knownFrom(daysOf([row({}), row({ scope: 'account', value: 'Boto3' })]));
  expect(habits.of('actor', 'a')?.before(101).usual('tool')).toEqual(['Terraform']);
  expect(habits.of('account', 'a')?.before(101).usual('tool')).toEqual(['Boto3']);
  expect(habits.of('actor', 'a')?.before(101).usual('network')).toEqual([]);
  expect(habits.of('actor', 'b')).toBeUndefined();
});

test('a role that nobody shares is its own actor', () => {
  const habits = knownFrom(daysOf([row({})]));
  expect(habits.of('role', 'a')).toBe(habits.of('actor', 'a'));
  expect(habits.of('account', 'a')).toBeUndefined();
});

test('presence is remembered by actor, account and key, and is no habit', () => {
  const habits = knownFrom(
    daysOf([
      row({ dimension: 'active', value: '' }),
      row({ dimension: 'active', value: '', day: 103 }),
      row({ dimension: 'key', value: 'AKIA1', day: 90 }),
    ]),
  );
  expect(habits.lastSeen.of('actor a')).toEqual([100, 103]);
  expect(habits.lastSeen.of('a AKIA1')).toEqual([90]);
  expect(habits.lastSeen.of('a AKIA2')).toEqual([]);
  expect(habits.of('actor', 'a')).toBeUndefined();
});
