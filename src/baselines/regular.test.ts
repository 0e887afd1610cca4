// Opens no lake.
import { expect, test } from 'vitest';
import { nowhere } from '#intel';
import type { Behaviour } from './behaviour.ts';
import { at, daily, made, materialFrom } from './made.contract.ts';
import { regularly } from './regular.ts';

/** Why these, done on day 120, are what somebody with this history does regularly. */
const because = (said: readonly Partial<Behaviour>[], history: readonly Behaviour[] = daily(100, 119)) =>
  regularly(
    said.map((one) => made({ time: at(120, 9), ...one })),
    { habits: materialFrom(history).habits, geography: nowhere },
  );

test('what was done every day, from where and with what it always was, is regular and says on how many days', () => {
  expect(because([{}])?.en).toContain('on 20 of the 20 days');
  expect(because([{}])?.ja).toContain('20 日のうち 20 日');
});

test('a strange place or a strange tool is none, though it be one event of several', () => {
  const away = { address: '198.51.100.7' };
  const other = { agent: 'pacu/1.6' };
  for (const strange of [away, other]) {
    expect(because([strange])).toBeUndefined();
    expect(because([{}, strange, {}])).toBeUndefined();
  }
});

test('of several calls the one that is done least says on how many days', () => {
  const history = [...daily(100, 119), ...daily(110, 119, { action: 'SendCommand' })];
  expect(because([{}, { action: 'SendCommand' }], history)?.en).toContain('on 10 of the 20 days');
});

test('what is done now and then, by somebody little known, or by the root user is not regular', () => {
  const seldom = [...daily(100, 119), made({ time: at(110, 9), action: 'SendCommand' })];
  expect(because([{ action: 'SendCommand' }], seldom)).toBeUndefined();
  expect(because([{}], daily(117, 119))).toBeUndefined();
  const root = { principalType: 'Root' };
  expect(because([root], daily(100, 119, root))).toBeUndefined();
});

test('the day itself teaches nothing, and no events are nothing regular', () => {
  const today = Array.from({ length: 9 }, (_, hour) => made({ time: at(120, hour), action: 'SendCommand' }));
  expect(because([{ action: 'SendCommand' }], [...daily(100, 119), ...today])).toBeUndefined();
  expect(because([])).toBeUndefined();
});
