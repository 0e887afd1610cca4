import { expect, it } from 'vitest';
import { hourAt, moments, presence, tokyoMidnight } from './clock-of-work.ts';
import { Random } from './random.ts';

const at = (iso: string) => hourAt(Date.parse(iso));

it('tells the hour and the day of Tokyo, nine hours ahead', () => {
  expect(at('2026-11-19T20:00:00Z')).toMatchObject({ clock: 5, date: '2026-11-20', weekday: 5, dayOff: false });
  expect(new Date(tokyoMidnight(Date.parse('2026-11-19T20:00:00Z'))).toISOString()).toBe('2026-11-19T15:00:00.000Z');
});

it.each([
  ['2026-11-21T03:00:00Z', 'a Saturday', true],
  ['2026-11-23T03:00:00Z', 'a holiday on a Monday', true],
  ['2026-01-12T03:00:00Z', 'the second Monday of January', true],
  ['2026-01-19T03:00:00Z', 'the third Monday of January', false],
  ['2026-11-24T03:00:00Z', 'an ordinary Tuesday', false],
])('knows whether %s, %s, is a day off: %s', (iso, _, dayOff) => {
  expect(at(iso).dayOff).toBe(dayOff);
});

it('has people at work at ten, hardly anybody at night or on a day off', () => {
  const busy = presence(at('2026-11-20T01:00:00Z'));
  expect(presence(at('2026-11-19T17:00:00Z'))).toBeLessThan(busy / 100);
  expect(presence(at('2026-11-21T01:00:00Z'))).toBeLessThan(busy / 10);
});

it('spreads moments over the hour, in order', () => {
  const hour = at('2026-11-20T01:00:00Z');
  const times = moments(hour, 200, new Random('moments'));
  expect(times).toHaveLength(200);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  expect(times.every((time) => time >= hour.from && time < hour.to)).toBe(true);
});
