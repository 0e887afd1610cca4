import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timePartOf } from './time-parts.ts';

const moment = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test('each part of a date is what stands in it, whatever follows the minute', () => {
  fc.assert(
    fc.property(moment, fc.constantFrom('', '+09:00', ' and more'), (at, more) => {
      const text = at.toISOString().slice(0, -1) + more;
      expect(timePartOf(text, 'year')).toBe(at.getUTCFullYear());
      expect(timePartOf(text, 'month')).toBe(at.getUTCMonth() + 1);
      expect(timePartOf(text, 'day')).toBe(at.getUTCDate());
      expect(timePartOf(text, 'hour')).toBe(at.getUTCHours());
      expect(timePartOf(text, 'minute')).toBe(at.getUTCMinutes());
    }),
  );
});

test('the fourth of January is in the first week of its year, and seven days later in the next week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 0, max: 50 }), (year, weeks) => {
      const day = new Date(Date.UTC(year, 0, 4 + weeks * 7));
      expect(timePartOf(day.toISOString(), 'week')).toBe(weeks + 1);
    }),
  );
});

test.each([
  ['2021-01-01', 53],
  ['2024-12-30', 1],
  ['2020-12-31', 53],
  ['2023-01-01', 52],
])('around the turn of the year %s is in week %i', (date, week) => {
  expect(timePartOf(date, 'week')).toBe(week);
});

test('a date without a time has hour and minute nought, and what is no date has no part', () => {
  expect(timePartOf('2024-07-30', 'hour')).toBe(0);
  for (const text of ['', '30.7.2024', '2024-7-3', 'at 2024-07-30']) expect(timePartOf(text, 'day')).toBeUndefined();
});
