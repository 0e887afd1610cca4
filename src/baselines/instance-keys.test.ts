import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { instanceKeys } from './instance-keys.ts';
import { asked, at, made, materialFrom, worldOf } from './made.contract.ts';

const [home, away, nat] = ['192.0.2.10', '198.51.100.7', '203.0.113.9'];
const amazon = { network: 'Amazon.com, Inc.' };
const telecom = { network: 'Example Telecom' };

const call = (address: string, hour: number, said: Partial<Behaviour> = {}) =>
  made({
    time: at(100, hour),
    address,
    principalType: 'AssumedRole',
    principal: 'arn:aws:iam::111122223333:role/web',
    session: 'i-0123456789abcdef0',
    accessKey: 'ASIAIOSFODNN7EXAMPLE',
    ...said,
  });
const other = { session: 'i-0fedcba9876543210', accessKey: 'ASIAI44QH8DHBEXAMPLE' };

const noticed = (about: string, calls: readonly Behaviour[], world = worldOf({})) =>
  instanceKeys(asked(about), materialFrom(calls, world)).map(({ evidence: [place] }) => Number(place?.[0]));

test('a key that is used at home again after it was used elsewhere is in two places', () => {
  expect(noticed('outside', [call(home, 8), call(away, 9), call(home, 10)])).toEqual([at(100, 9)]);
});

test('an address that takes over for good is a new elastic address', () => {
  expect(noticed('outside', [call(home, 8), call(away, 9), call(away, 10)])).toEqual([]);
});

test('unless it is known to lie outside AWS', () => {
  const world = worldOf({ [home]: amazon, [away]: telecom });
  expect(noticed('outside', [call(home, 8), call(away, 9)], world)).toEqual([at(100, 9)]);
  expect(noticed('inside', [call(home, 8), call(away, 9)], world)).toEqual([]);
});

test('inside AWS, but not at home, is another question', () => {
  const world = worldOf({ [home]: amazon, [away]: amazon });
  const calls = [call(home, 8), call(away, 9), call(home, 10)];
  expect(noticed('inside', calls, world)).toEqual([at(100, 9)]);
  expect(noticed('outside', calls, world)).toEqual([]);
});

test('where the other instances call from AWS, one that is first seen outside is told at once', () => {
  const world = worldOf({ [home]: amazon, [away]: telecom });
  expect(noticed('outside', [call(home, 8, other), call(away, 9)], world)).toEqual([at(100, 9)]);
  expect(noticed('outside', [call(away, 9)], world)).toEqual([]); // the only one: perhaps no EC2 at all
});

test('an address that instances share is one of the account: NAT or a proxy', () => {
  const calls = [call(home, 8), call(nat, 9), call(home, 10), call(nat, 9, other)];
  expect(noticed('outside', calls)).toEqual([]);
  expect(noticed('outside', calls, worldOf({ [nat]: amazon }))).toEqual([]);
});

test('one address of IPv4 and one of IPv6 are at home both', () => {
  expect(noticed('outside', [call(home, 8), call('2001:db8::1', 9), call(home, 10)])).toEqual([]);
});

test('a private address, a key that lasts, and a session that is no instance say nothing', () => {
  expect(noticed('outside', [call(home, 8), call('10.0.0.1', 9), call(home, 10)])).toEqual([]);
  const keys = [call(home, 8), call(away, 9), call(home, 10)];
  expect(
    noticed(
      'outside',
      keys.map((one) => ({ ...one, accessKey: 'AKIAIOSFODNN7EXAMPLE' })),
    ),
  ).toEqual([]);
  expect(
    noticed(
      'outside',
      keys.map((one) => ({ ...one, session: 'build-7' })),
    ),
  ).toEqual([]);
});

test('the finding says where the instance is and where its key was', () => {
  const [found] = instanceKeys(asked('outside'), materialFrom([call(home, 8), call(away, 9), call(home, 10)]));
  expect(found?.measured.en).toMatch(new RegExp(`used from ${away}.*The instance itself called from ${home}\\.`));
  expect(found).toMatchObject({
    resource: 'i-0123456789abcdef0',
    subject: 'arn:aws:iam::111122223333:role/web/i-0123456789abcdef0',
  });
});
