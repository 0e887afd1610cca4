// Opens no lake.
import { expect, test } from 'vitest';
import { durationOf, refuseMembers, refuseMfa } from './sts.ts';

const span = { least: 900, most: 3600, usual: 1800 };

test.each([
  [undefined, 1800],
  [900, 900],
  [3600, 3600],
])('asked for %s seconds, a key lives for %s', (asked, seconds) => expect(durationOf(asked, span)).toBe(seconds));

test('nobody gets more than the most by not asking', () => {
  expect(durationOf(undefined, { ...span, most: 1000 })).toBe(1000);
});

test.each([899, 3601, 1000.5, Number.NaN, 0])('%s seconds are refused with what may be asked for', (asked) => {
  expect(() => durationOf(asked, span)).toThrow('a whole number from 900 to 3600');
});

const refused = { Policy: 'sessions have no policies of their own', Tags: 'there are none' };

test('members that would mean less here than they say are refused with the reason', () => {
  expect(() => refuseMembers({ RoleArn: 'a', Policy: '{}' }, refused)).toThrow('Policy cannot be used here: sessions');
  expect(() => refuseMembers({ Tags: [{}] }, refused)).toThrow('Tags cannot be used here: there are none.');
});

test('members that say nothing are as if they were not there', () => {
  expect(() => refuseMembers({ RoleArn: 'a', Policy: undefined, Tags: [] }, refused)).not.toThrow();
});

test('a code that cannot be checked is not passed over', () => {
  expect(() => refuseMfa({})).not.toThrow();
  expect(() => refuseMfa({ TokenCode: '123456' })).toThrow('cannot be checked');
  expect(() => refuseMfa({ SerialNumber: 'arn:aws:iam::111122223333:mfa/a' })).toThrow('cannot be checked');
});
