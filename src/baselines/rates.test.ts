import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { asked, at, daily, made, materialFrom } from './made.contract.ts';
import { countedIn, rateKey, unusualRates } from './rates.ts';

const thresholds = { calls: 20, times: 10, days: 7 };

/** What is noticed on day 120 after twenty days with these calls. */
const noticed = (about: string, now: readonly Behaviour[], before: readonly Behaviour[] = daily(100, 119)) =>
  unusualRates(asked(about, thresholds), materialFrom([...before, ...now])).filter(({ time }) => time >= at(120));

const burst = (said: Partial<Behaviour>) => [made({ time: at(120, 9), ...said })];

test('ten times the most of any hour before is noticed, less is not', () => {
  expect(noticed('calls', burst({ calls: 20 }), daily(100, 119, { calls: 2 }))).toHaveLength(1);
  expect(noticed('calls', burst({ calls: 19 }), daily(100, 119, { calls: 1 }))).toEqual([]); // fewer than the least
  expect(noticed('calls', burst({ calls: 29 }), daily(100, 119, { calls: 3 }))).toEqual([]); // fewer than ten times
  expect(noticed('calls', burst({ calls: 30 }), daily(100, 119, { calls: 3 }))).toHaveLength(1);
});

test('only the fortnight before counts', () => {
  const [old, recent] = [made({ time: at(105, 9), calls: 100 }), made({ time: at(106, 9), calls: 100 })];
  expect(noticed('calls', burst({ calls: 50 }), [...daily(100, 104), old])).toHaveLength(1);
  expect(noticed('calls', burst({ calls: 50 }), [...daily(100, 104), recent])).toEqual([]);
});

test('an account that was watched for less than the days asked for is not judged', () => {
  expect(noticed('calls', burst({ calls: 50 }), daily(113, 119))).toHaveLength(1);
  expect(noticed('calls', burst({ calls: 50 }), daily(114, 119))).toEqual([]);
  expect(noticed('calls', burst({ calls: 50 }), [])).toEqual([]);
});

test('calls that read are no burst, and refused ones are asked for by themselves', () => {
  expect(noticed('calls', burst({ calls: 50, reads: true }))).toEqual([]);
  expect(noticed('errors', burst({ calls: 50 }))).toEqual([]);
  const [refused] = noticed('errors', burst({ calls: 50, reads: true, error: 'AccessDenied' }));
  expect(refused?.measured.en).toBe(
    'ec2:StartInstances failed 50 times in this hour (AccessDenied); in any hour of the 14 days before at most 0 times.',
  );
});

test('the finding names the call, its Region, who made most of it, and from when to when', () => {
  const now = [
    made({ time: at(120, 9, 5), calls: 15, principal: 'role/a' }),
    made({ time: at(120, 9, 7), calls: 25, principal: 'role/b' }),
  ];
  expect(noticed('calls', now)).toMatchObject([
    {
      time: at(120, 9),
      until: at(120, 10),
      subject: 'eu-west-1 ec2:StartInstances',
      region: 'eu-west-1',
      resource: 'ec2:StartInstances',
      principal: 'role/b',
      measured: {
        en: 'ec2:StartInstances was made 40 times in this hour; in any hour of the 14 days before at most 1 times. Most came from role/b.',
      },
    },
  ]);
});

test('calls are counted by account, Region, call and hour; calls on data are left out', () => {
  const one = made();
  const counted = countedIn([
    one,
    { ...one, calls: 4, error: 'AccessDenied' },
    { ...one, region: 'eu-west-2' },
    { ...one, account: '444455556666' },
    { ...one, hour: one.hour + 3_600_000 },
    { ...one, data: true, calls: 1000 },
  ]);
  expect(counted.map(({ key, calls, errors }) => [key, calls, errors])).toEqual([
    [rateKey(one), 5, 4],
    [rateKey({ ...one, region: 'eu-west-2' }), 1, 0],
    [rateKey({ ...one, account: '444455556666' }), 1, 0],
    [rateKey(one), 1, 0],
  ]);
});
