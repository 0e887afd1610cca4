import { expect, test } from 'vitest';
import { familyOf, networkOf, placeKind } from './network.ts';

test('an address is one of the internet, a private one, or a service of AWS', () => {
  expect(placeKind('8.8.8.8')).toBe('public');
  expect(placeKind('203.0.113.9')).toBe('public');
  expect(placeKind('2001:db8::1')).toBe('public');
  expect(placeKind('10.0.1.5')).toBe('private');
  expect(placeKind('100.64.0.1')).toBe('private');
  expect(placeKind('fd00::1')).toBe('private');
  expect(placeKind('cloudformation.amazonaws.com')).toBe('service');
  expect(placeKind('AWS Internal')).toBe('service');
  expect(placeKind('')).toBe('unknown');
});

test('networks are told by the first half of the address, IPv4 in IPv6 form by its own', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.0.0/16');
  expect(networkOf('2001:db8:1234::1')).toBe('2001:db8::/32');
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.0.0/16');
  expect(networkOf('192.168.1.1')).toBe('private');
  expect(networkOf('s3.amazonaws.com')).toBe('');
  expect([familyOf('203.0.113.9'), familyOf('2001:db8::1'), familyOf('ec2.amazonaws.com')]).toEqual([4, 6, 0]);
});
