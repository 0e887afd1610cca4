// Opens no lake.
import { expect, test } from 'vitest';
import { keyDate } from './key-date.ts';

test('the day before is written as the key writes days', () => {
  expect(keyDate('AWSLogs/1/CloudTrail/eu-west-1/2023/07/10/a.gz')).toEqual({
    stem: 'AWSLogs/1/CloudTrail/eu-west-1/',
    dayBefore: 'AWSLogs/1/CloudTrail/eu-west-1/2023/07/09',
  });
  expect(keyDate('waf/year=2024/month=03/day=01/x')?.dayBefore).toBe('waf/year=2024/month=02/day=29');
  expect(keyDate('logs2023-01-01-10-00-ABC')).toEqual({ stem: 'logs', dayBefore: 'logs2022-12-31' });
});

test('it sorts before every key of that day, and after those of the day before', () => {
  const { dayBefore = '' } = keyDate('a/2023/07/10/x') ?? {};
  expect(dayBefore < 'a/2023/07/09/00').toBe(true);
  expect(dayBefore > 'a/2023/07/08/zz').toBe(true);
});

test('a key without a date, and one with a longer number, tell none', () => {
  expect(keyDate('logs/a.json')).toBeUndefined();
  expect(keyDate('a/2023/07/101/x')).toBeUndefined();
});
