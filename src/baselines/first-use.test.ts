import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { firstUse, wakes } from './first-use.ts';
import { asked, at, daily, made, materialFrom } from './made.contract.ts';

const later = (said: Partial<Behaviour>) => made({ time: at(120, 9), ...said });
const first = (about: string, now: readonly Behaviour[], before = daily(100, 119)) =>
  firstUse(asked(about), materialFrom([...before, ...now]));

test('the first change in a Region is told once an hour, with what is usual', () => {
  const found = first('region', [
    later({ region: 'ap-south-1' }),
    later({ region: 'ap-south-1', action: 'RunInstances' }),
  ]);
  expect(found).toMatchObject([
    {
      time: at(120, 9),
      until: at(120, 10),
      subject: 'ap-south-1',
      resource: 'ap-south-1',
      measured: {
        en: 'The IAM user rin is the first in 30 days to change something in the Region ap-south-1. This account uses eu-west-1.',
      },
    },
  ]);
});

test('the first change with a service is told the same way', () => {
  expect(first('service', [later({ service: 'bedrock.amazonaws.com' })])).toMatchObject([{ subject: 'bedrock' }]);
  expect(first('region', [later({ service: 'bedrock.amazonaws.com' })])).toEqual([]);
});

test('reading, refused calls, calls on data and services of no Region are no first use', () => {
  const region = 'ap-south-1';
  expect(first('region', [later({ region, reads: true })])).toEqual([]);
  expect(first('region', [later({ region, error: 'AccessDenied' })])).toEqual([]);
  expect(first('region', [later({ region, data: true })])).toEqual([]);
  expect(first('region', [later({ region, service: 'iam.amazonaws.com', action: 'CreateUser' })])).toEqual([]);
});

test('of an account that is new everything is the first, so that nothing is told', () => {
  expect(first('region', [later({ region: 'ap-south-1' })], daily(115, 119))).toEqual([]);
});

const asleep = (about: string, now: Behaviour, before: readonly Behaviour[]) =>
  wakes(asked(about, { days: 30 }), materialFrom([...before, now])).map(({ subject, measured }) => [
    subject,
    measured.en,
  ]);
const others = daily(100, 160, { principal: 'arn:aws:iam::111122223333:user/aki', accessKey: 'AKIAI44QH8DHBEXAMPLE' });

test('a key that works again after thirty silent days is told, after twenty-nine it is not', () => {
  const seen = daily(100, 101);
  expect(asleep('key', made({ time: at(131, 9) }), [...seen, ...others])).toEqual([
    [
      'AKIAIOSFODNN7EXAMPLE',
      'AKIAIOSFODNN7EXAMPLE was silent for 30 days and now called StartInstances from 192.0.2.10.',
    ],
  ]);
  expect(asleep('key', made({ time: at(130, 9) }), [...seen, ...others])).toEqual([]);
});

test('a caller wakes whatever the key; a key of a session is nothing that sleeps', () => {
  const temporary = { accessKey: 'ASIAIOSFODNN7EXAMPLE' };
  const seen = daily(100, 101, temporary);
  expect(asleep('key', made({ time: at(140, 9), ...temporary }), [...seen, ...others])).toEqual([]);
  expect(asleep('caller', made({ time: at(140, 9), ...temporary }), [...seen, ...others])).toHaveLength(1);
});

test('what was never seen does not wake, and silence in a hole of the logs is none', () => {
  expect(asleep('caller', made({ time: at(140, 9) }), others)).toEqual([]);
  expect(asleep('caller', made({ time: at(140, 9) }), daily(100, 101))).toEqual([]);
});
