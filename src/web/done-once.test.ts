// Opens no lake.
import { expect, test } from 'vitest';
import { doneOnce } from './done-once.ts';

test('all who ask meanwhile or later get the one answer', async () => {
  let times = 0;
  const ask = doneOnce(async () => ++times);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect(await ask()).toBe(1);
});

test('what failed is tried again by the next who asks, and by nobody before', async () => {
  const outcomes = [Promise.reject(new Error('gone')), Promise.resolve('there')];
  const ask = doneOnce(() => outcomes.shift() ?? Promise.reject(new Error('asked too often')));
  const [one, other] = await Promise.allSettled([ask(), ask()]);
  expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
  expect([await ask(), await ask()]).toEqual(['there', 'there']);
});
