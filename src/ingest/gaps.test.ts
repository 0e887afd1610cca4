// Opens no lake.
import { expect, test } from 'vitest';
import { gapsIn } from './gaps.ts';

const start = Date.parse('2026-03-02T00:00:00Z') / 3_600_000; // a Monday
/** Hours of so many days at which `is` holds, told by day and hour. */
const hours = (days: number, is: (day: number, hour: number) => boolean): number[] =>
  Array.from({ length: days * 24 }, (_, at) => at)
    .filter((at) => is(Math.floor(at / 24), at % 24))
    .map((at) => start + at);

test('a log that comes every hour misses a night', () => {
  const gaps = gapsIn(hours(10, (day, hour) => !(day === 4 && hour >= 2 && hour < 8)));
  expect(gaps).toEqual([{ from: '2026-03-06T02:00:00.000Z', to: '2026-03-06T08:00:00.000Z', hours: 6 }]);
});

test('one hour is no gap, and neither are nights and weekends on which nobody works', () => {
  expect(gapsIn(hours(10, (day, hour) => !(day === 4 && hour === 2)))).toEqual([]);
  const office = (day: number, hour: number): boolean => day % 7 < 5 && hour >= 9 && hour < 18;
  expect(gapsIn(hours(28, office))).toEqual([]);
});

test('a working day without anything is a gap, told with the hours around it', () => {
  const office = (day: number, hour: number): boolean => day % 7 < 5 && hour >= 9 && hour < 18 && day !== 16;
  expect(gapsIn(hours(28, office))).toEqual([
    { from: '2026-03-17T18:00:00.000Z', to: '2026-03-19T09:00:00.000Z', hours: 39 },
  ]);
});

test('a log that hardly ever comes has no gaps, and nothing has none', () => {
  expect(gapsIn(hours(60, (day, hour) => day % 9 === 0 && hour === 3))).toEqual([]);
  expect(gapsIn([])).toEqual([]);
});

test('what comes every second hour is missed after a day', () => {
  const gaps = gapsIn(hours(20, (day, hour) => hour % 2 === 0 && !(day === 8)));
  expect(gaps.map(({ hours }) => hours)).toEqual([25]);
});
