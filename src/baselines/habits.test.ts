import { expect, test } from 'vitest';
import { Habits } from './habits.ts';

/** Days from a first to a last one, both within. */
const days = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

function steady(): Habits {
  const habits = new Habits();
  for (const tool of ['Terraform', 'AWS CLI']) habits.add('tool', tool, days(100, 119));
  return habits;
}

test('what is done every day surprises nobody, and what was never done surprises most', () => {
  const before = steady().before(120);
  expect(before.surprise('tool', 'Terraform')).toEqual({ frequency: 'frequent', bits: 0 });
  expect(before.surprise('tool', 'Boto3').frequency).toBe('unseen');
  expect(before.surprise('tool', 'Boto3').bits).toBeGreaterThan(6);
});

test('whoever does new things every day surprises less with the next', () => {
  const curious = new Habits();
  for (const day of days(100, 119)) curious.add('tool', `tool of day ${day}`, [day]);
  expect(curious.before(120).surprise('tool', 'Boto3').bits).toBeLessThan(0.5);
});

test('a value seen on few days is rare, and rarer the longer ago they are', () => {
  const habits = steady();
  habits.add('tool', 'Pulumi', [118]);
  habits.add('tool', 'Boto3', [101]);
  const before = habits.before(120);
  expect(before.surprise('tool', 'Pulumi').frequency).toBe('rare');
  expect(before.surprise('tool', 'Boto3').bits).toBeGreaterThan(before.surprise('tool', 'Pulumi').bits);
});

test('only days before count, and none of more than thirty days ago', () => {
  const habits = steady();
  expect(habits.before(100).activeDays).toBe(0);
  expect(habits.before(105)).toMatchObject({ activeDays: 5, age: 5, learnt: false });
  expect(habits.before(107)).toMatchObject({ activeDays: 7, age: 7, learnt: true });
  expect(habits.before(149)).toMatchObject({ activeDays: 1, learnt: false });
  expect(habits.before(150).activeDays).toBe(0);
});

test('what is usual is told by the number of days, the same in whatever order it was learnt', () => {
  const habits = steady();
  habits.add('tool', 'Boto3', days(110, 112));
  expect(habits.before(120).usual('tool')).toEqual(['AWS CLI', 'Terraform', 'Boto3']);
});
