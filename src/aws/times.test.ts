import { expect, test } from 'vitest';
import { readTime, timeFormats } from './times.ts';

const moment = new Date('2026-11-26T09:00:00.000Z');

test.each(['epoch', 'iso', 'http'] as const)('a time in the format %s is read as it was written', (format) => {
  expect(readTime(timeFormats[format].write(moment), format)).toEqual(moment);
});

test('seconds may have a fraction and come as text', () => {
  expect(readTime('1.5', 'epoch')).toEqual(new Date(1500));
  expect(timeFormats.epoch.write(new Date(1500))).toBe(1.5);
  expect(timeFormats.iso.write(new Date(1500))).toBe('1970-01-01T00:00:01.500Z');
});

test('what is no time is left for the check of the input to refuse, and nothing is thrown', () => {
  for (const format of ['iso', 'http'] as const)
    for (const value of ['yesterday', '', 5, true, null, {}]) expect(readTime(value, format)).toBe(value);
  for (const value of ['', 'soon', true, null])
    expect(readTime(value, 'epoch') instanceof Date && !Number.isNaN(Number(readTime(value, 'epoch')))).toBe(false);
});
