import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourLength } from './behaviour.ts';
import { behaviourOfCall, Gathered, mostPlaces, sightingsOf, type CallColumns } from './gathered.ts';

const call = (at: number, key: string, columns: Readonly<Record<string, string>> = {}): CallColumns => {
  const usual: Readonly<Record<string, string>> = {
    principal: 'arn:aws:iam::111122223333:user/mei',
    principal_type: 'IAMUser',
    service: 'iam',
    action: 'ListUsers',
    account: '111122223333',
    address: '198.51.100.9',
  };
  return { time: at, key, reads: true, text: (column) => columns[column] ?? usual[column] ?? '' };
};

const calls = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: 3 * hourLength }),
    key: fc.nat().map(String),
    action: fc.constantFrom('ListUsers', 'CreateUser'),
    address: fc.constantFrom('198.51.100.9', '203.0.113.7'),
  }),
  { selector: ({ key }) => key, minLength: 1, maxLength: 30 },
);

function gathered(those: readonly { at: number; key: string; action: string; address: string }[]) {
  const all = new Gathered();
  for (const { at, key, ...columns } of those) all.add(call(at, key, columns));
  return all.all();
}

test('behaviours are the same in whatever order their calls come, and count each once', () => {
  const inAnyOrder = calls.chain((those) =>
    fc.tuple(fc.constant(those), fc.shuffledSubarray(those, { minLength: those.length })),
  );
  fc.assert(
    fc.property(inAnyOrder, ([those, shuffled]) => {
      const all = gathered(those);
      expect(gathered(shuffled)).toEqual(all);
      expect(all.reduce((sum, one) => sum + one.calls, 0)).toBe(those.length);
      for (const { first, last, hour, places } of all) {
        expect(Math.floor(first / hourLength)).toBe(hour / hourLength);
        expect(last).toBeLessThan(hour + hourLength);
        expect(places.length).toBeLessThanOrEqual(mostPlaces);
        expect(Number(places[0]?.[0])).toBe(first);
      }
    }),
    { numRuns: 50 },
  );
});

test('the first call of a behaviour in its hour is told, later ones and the next hour by itself', () => {
  const all = new Gathered();
  expect(all.add(call(0, 'a'))).toBe(true);
  expect(all.add(call(hourLength - 1, 'b'))).toBe(false);
  expect(all.add(call(hourLength, 'c'))).toBe(true);
  expect(all.add(call(1, 'd', { action: 'CreateUser' }))).toBe(true);
});

test.each([
  { principal: '' },
  { principal_type: 'AWSService' },
  { principal_type: 'AWSAccount' },
  { event_type: 'AwsServiceEvent' },
  { event_type: 'AwsCloudTrailInsight' },
])('a call with %j is nobody’s behaviour', (columns) => {
  expect(behaviourOfCall(call(0, 'a', columns))).toBeUndefined();
});

test('sightings join what one did from one place in an hour, but for sign-ins and what was refused', () => {
  const all = new Gathered();
  for (const [at, columns] of [
    { service: 's3', action: 'ListBuckets' },
    { service: 'ec2', action: 'RunInstances' },
    { action: 'ConsoleLogin' },
    { error: 'AccessDenied' },
    { error: 'Throttled' },
    { address: 'ec2.amazonaws.com' },
    {
      principal_type: 'AssumedRole',
      principal: 'arn:aws:sts::111122223333:assumed-role/app/i-0123456789abcdef0',
      address: '10.0.0.1',
    },
  ].entries())
    all.add(call(at, String(at), columns));
  const told = sightingsOf(all.all()).map(({ action, error, calls, address }) => [action, error, calls, address]);
  expect(told).toContainEqual(['', '', 2, '198.51.100.9']);
  expect(told).toContainEqual(['ConsoleLogin', '', 1, '198.51.100.9']);
  expect(told).toContainEqual(['', 'refused', 2, '198.51.100.9']);
  expect(told.some(([, , , address]) => address === 'ec2.amazonaws.com')).toBe(false);
});
