import { expect, test } from 'vitest';
import { olderThan } from './age.ts';

const now = new Date('2026-11-23T00:00:00Z');

test('an age counts back from now, in days, months or years', () => {
  expect(olderThan('90 days', now)?.toISOString()).toBe('2026-08-25T00:00:00.000Z');
  expect(olderThan('1 day', now)?.toISOString()).toBe('2026-11-22T00:00:00.000Z');
  expect(olderThan('7 years', now)?.getUTCFullYear()).toBe(2019);
  expect(olderThan('13 months', now)?.toISOString()).toBe('2025-10-22T12:00:00.000Z');
});

test('forever is never over', () => {
  expect(olderThan('forever', now)).toBeUndefined();
});
