import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nowhere } from '#intel';
import { at, made, worldOf } from './made.contract.ts';
import { amountIn, magnitude, regionOf, serviceOf, subjectsOf, traitsOf } from './traits.ts';

test('what the log tells is told, and what it does not tell is absent', () => {
  expect(traitsOf(made(), nowhere)).toEqual({
    network: '192.0.0.0/16',
    tool: 'AWS CLI on Linux',
    action: 'ec2:StartInstances',
    service: 'ec2',
    region: 'eu-west-1',
    hour: '09-12',
    amount: 'ec2:StartInstances 0',
  });
});

test('a database of networks adds who announces the address and in which country it lies', () => {
  const world = worldOf({ '192.0.2.10': { country: 'FR', asn: 64_500, network: 'Example Telecom' } });
  expect(traitsOf(made(), world)).toMatchObject({ system: 'AS64500 Example Telecom', country: 'FR' });
  const nameless = worldOf({ '192.0.2.10': { asn: 64_500 } });
  expect(traitsOf(made(), nameless).system).toBe('AS64500');
  expect(traitsOf(made(), nameless)).not.toHaveProperty('country');
});

test('a service that acts for the caller tells neither a place nor a tool', () => {
  const traits = traitsOf(made({ address: 'cloudformation.amazonaws.com', agent: 'Boto3/1.40' }), nowhere);
  expect(traits).not.toHaveProperty('network');
  expect(traits).not.toHaveProperty('tool');
});

test('a service without a Region is in none, whichever one logs it', () => {
  expect(regionOf(made({ service: 'iam.amazonaws.com', action: 'CreateUser', region: 'us-east-1' }))).toBe('');
  expect(regionOf(made({ region: 'us-east-1' }))).toBe('us-east-1');
});

test('a service of China has the name that it has elsewhere', () => {
  expect(serviceOf(made({ service: 'ec2.amazonaws.com.cn' }))).toBe('ec2');
});

test('the time of day comes in threes of hours, from midnight to midnight', () => {
  const hours = [0, 2, 3, 23].map((hour) => traitsOf(made({ time: at(100, hour, 59) }), nowhere).hour);
  expect(hours).toEqual(['00-03', '00-03', '03-06', '21-24']);
});

test('a person is the same in every account and role; a role is of its account', () => {
  const [one, other] = ['111122223333', '444455556666'].map((account) =>
    subjectsOf(made({ account, principal: `arn:aws:sts::${account}:assumed-role/dev`, session: 'rin@example.com' })),
  );
  expect(one?.actor).toBe('person rin@example.com');
  expect(other?.actor).toBe(one?.actor);
  expect(other?.role).not.toBe(one?.role);
  expect(subjectsOf(made({ principal: 'role/web' })).actor).toBe('111122223333 role/web');
});

test('a magnitude is how often one call was doubled', () => {
  expect([0, 1, 2, 3, 4, 63, 64, 127, 128].map(magnitude)).toEqual([0, 0, 1, 1, 2, 5, 6, 6, 7]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (calls) => {
      expect(2 ** magnitude(calls)).toBeLessThanOrEqual(calls);
      expect(2 ** (magnitude(calls) + 1)).toBeGreaterThan(calls);
    }),
  );
});

test('an amount is read back as it was written, whatever its call is called', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 1_000_000 }), (action, calls) => {
      const { amount = '' } = traitsOf(made({ action, calls }), nowhere);
      expect(amountIn(amount).magnitude).toBe(magnitude(calls));
      expect(amount.startsWith(amountIn(amount).call)).toBe(true);
    }),
  );
});
