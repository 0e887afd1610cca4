// Opens no lake.
import { expect, test } from 'vitest';
import { gradedByRoutine } from './routine.ts';

const on = (...days: number[]) => days.map((day) => ({ time: Date.UTC(2026, 10, day, 3) }));

test('what is found on a third of the days, and for a week, is a level milder and says why', () => {
  const graded = gradedByRoutine('medium', on(2, 3, 3, 5, 6, 9));
  expect(graded.severity).toBe('low');
  expect(graded.habit?.en).toContain('5 of 8 days');
  expect(graded.habit?.ja).toContain('8 日のうち 5 日');
  expect(gradedByRoutine('high', on(1, 3, 5, 7)).severity).toBe('medium');
});

test('a week that is not full, three days, and days far apart are no routine', () => {
  for (const some of [on(2, 3, 4, 5, 6, 7), on(2, 5, 9), on(1, 8, 15, 22), on(4)])
    expect(gradedByRoutine('medium', some)).toEqual({ severity: 'medium' });
});

test('what lies more than a month back tells nothing, and low stays low', () => {
  const before = [{ time: Date.UTC(2026, 8, 1) }, ...on(20, 21, 22)];
  expect(gradedByRoutine('medium', before)).toEqual({ severity: 'medium' });
  expect(gradedByRoutine('low', on(1, 2, 3, 4, 5, 6, 7, 8))).toEqual({ severity: 'low' });
});
