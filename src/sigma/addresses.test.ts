import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOf, rangeTest } from './addresses.ts';

const four = fc.nat(2 ** 32 - 1);
const textOfFour = (address: number): string => [24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.');
const six = fc.bigInt(0n, 2n ** 128n - 1n).filter((address) => address >> 32n !== 0xffffn);
const textOfSix = (address: bigint): string =>
  Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - at * 16)) & 0xffffn).toString(16)).join(':');

test('an address of IPv4 is in a range when it begins with the same bits', () => {
  fc.assert(
    fc.property(four, fc.nat(32), four, fc.boolean(), (network, bits, other, near) => {
      const address = near ? (network ^ (bits === 32 ? 0 : other >>> bits)) >>> 0 : other;
      const same = bits === 0 || network >>> (32 - bits) === address >>> (32 - bits);
      expect(rangeTest(`${textOfFour(network)}/${bits}`)?.(textOfFour(address))).toBe(same);
      expect(rangeTest(`${textOfFour(network)}/${bits}`)?.(`::ffff:${textOfFour(address)}`)).toBe(same);
    }),
  );
});

test('an address of IPv6 is in a range when it begins with the same bits', () => {
  fc.assert(
    fc.property(six, fc.nat(128), six, fc.boolean(), (network, bits, other, near) => {
      const address = near ? network ^ (other >> BigInt(bits)) : other;
      fc.pre(address >> 32n !== 0xffffn);
      const same = network >> BigInt(128 - bits) === address >> BigInt(128 - bits);
      expect(rangeTest(`${textOfSix(network)}/${bits}`)?.(textOfSix(address))).toBe(same);
    }),
  );
});

test('an address of one kind is in no range of the other, not even in that of everything', () => {
  expect(rangeTest('::/0')?.('10.0.0.1')).toBe(false);
  expect(rangeTest('0.0.0.0/0')?.('2001:db8::1')).toBe(false);
});

test('a single address is a range of one', () => {
  expect(rangeOf('10.0.0.1')?.[1]).toBe(32);
  expect(rangeOf(' 2001:db8::1 ')?.[1]).toBe(128);
  expect(rangeTest('10.0.0.1')?.('10.0.0.2')).toBe(false);
});

test.each([
  '',
  '10.0.0',
  '10.0.0.0/33',
  '2001:db8::/129',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '010.0.0.1',
  'a',
])('%j is no range', (text) => {
  expect(rangeOf(text)).toBeUndefined();
  expect(rangeTest(text)).toBeUndefined();
});

test.each(['', 'ec2.amazonaws.com', '10.1', '0x0a000001', '167772161', '010.0.0.1'])('%j is in no range', (text) => {
  expect(rangeTest('0.0.0.0/0')?.(text)).toBe(false);
});
