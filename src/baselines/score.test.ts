import { expect, test } from 'vitest';
import { nowhere } from '#intel';
import type { Behaviour } from './behaviour.ts';
import { at, daily, made, materialFrom } from './made.contract.ts';
import { aspects, scoreOf } from './score.ts';
import { traitsOf } from './traits.ts';

/** A score of what is done on day 120 by somebody with this history. */
function score(said: Partial<Behaviour>, history: readonly Behaviour[] = daily(100, 119)) {
  const behaviour = made({ time: at(120, 9), ...said });
  return scoreOf(behaviour, traitsOf(behaviour, nowhere), materialFrom(history).habits);
}

test('what was done every day scores nothing', () => {
  expect(score({})).toEqual({ bits: 0, unusual: [], comparedWith: 'actor', activeDays: 20 });
});

test('every aspect that is new adds to the score, the most surprising first', () => {
  const found = score({ address: '198.51.100.7', agent: 'Boto3/1.40.55 os/linux', action: 'RunInstances' });
  expect(found?.unusual.map(({ aspect }) => aspect).toSorted()).toEqual(['what', 'where', 'with']);
  const bits = found?.unusual.map((one) => one.bits) ?? [];
  expect(bits).toEqual(bits.toSorted((a, b) => b - a));
  expect(found?.bits).toBeCloseTo(bits.reduce((sum, one) => sum + one, 0));
});

test('of dimensions that say nearly the same only the most surprising counts, and never more than its aspect may', () => {
  const long = daily(90, 119).flatMap((one) =>
    Array.from({ length: 4 }, (_, hour) => ({ ...one, hour: one.hour + hour * 3_600_000 })),
  );
  const found = score({ service: 's3.amazonaws.com', action: 'PutObject', bucket: '' }, long);
  expect(found?.unusual.filter(({ aspect }) => aspect === 'what')).toHaveLength(1);
  for (const { aspect, bits } of found?.unusual ?? []) {
    expect(bits).toBeLessThanOrEqual(aspects.find(({ name }) => name === aspect)?.most ?? 0);
  }
});

test('what happens once in five times is not worth a word', () => {
  const often = [...daily(100, 119), ...daily(116, 119, { agent: 'Boto3/1.40.55 os/linux' })];
  expect(score({ agent: 'Boto3/1.40.55 os/linux' }, often)?.unusual).toEqual([]);
});

test('nobody who is known for less than a week is judged, nor by those around who are not known either', () => {
  expect(score({ action: 'RunInstances' }, daily(114, 119))).toBeUndefined();
  expect(score({ action: 'RunInstances' }, daily(113, 119))?.comparedWith).toBe('actor');
});

test('a caller who is new is compared with the account', () => {
  expect(score({ principal: 'arn:aws:iam::111122223333:user/new' })?.comparedWith).toBe('account');
  expect(score({ account: '444455556666', principal: 'arn:aws:iam::444455556666:user/new' })?.comparedWith).toBe(
    'organisation',
  );
});

test('what is new for the caller but daily work of those around surprises less than what is new for all', () => {
  const tried = ['Pulumi/3.1', 'OpenTofu/1.9'].map((agent, day) => made({ time: at(110 + day, 9), agent }));
  const others = daily(100, 119, { principal: 'arn:aws:iam::111122223333:user/aki', agent: 'Boto3/1.40.55 os/linux' });
  const history = [...daily(100, 119), ...tried, ...others];
  const bitsOf = (agent: string) => score({ agent }, history)?.bits ?? 0;
  expect(bitsOf('Boto3/1.40.55 os/linux')).toBeCloseTo(Math.log2(23 / 2.5)); // 22 days with tools, two of them new ones
  expect(bitsOf('pacu/1.6')).toBeCloseTo(Math.log2(23 / 2.5) + Math.log2(43 / 2.5) / 2); // and half of the account's
});

test('an amount counts from 64 calls an hour on, by doublings of the most that there ever was', () => {
  const amounts = [63, 64, 128, 100_000].map(
    (calls) => score({ calls })?.unusual.find(({ aspect }) => aspect === 'amount')?.bits,
  );
  expect(amounts).toEqual([undefined, 6, 6, 6]); // at most six bits
  const busy = daily(100, 119, { calls: 100 });
  const doubled = [100, 128, 256].map((calls) =>
    score({ calls }, busy)?.unusual.find(({ aspect }) => aspect === 'amount'),
  );
  expect(doubled.map((one) => one?.bits)).toEqual([undefined, undefined, 4]);
  expect(doubled[2]?.usual()).toEqual(['127']);
});
