import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIpAddress } from './ip-address.ts';

const four = fc.ipV4();
const six = fc.ipV6().filter((text) => !text.includes('.') && isIP(text) === 6);

test.each([
  ['IPv4', four, 'ipv4', 32],
  ['IPv6', six, 'ipv6', 128],
] as const)('an %s address lies in a range where the lists of Node say so', (_, addresses, family, bits) => {
  fc.assert(
    fc.property(addresses, addresses, fc.nat(bits), (address, network, prefix) => {
      const list = new BlockList();
      list.addSubnet(network, prefix, family);
      const isIn = parseIpAddress(address).isIn(parseIpAddress(`${network}/${prefix}`));
      expect(isIn).toBe(list.check(address, family));
    }),
    {
      numRuns: 300,
      examples: family === 'ipv4' ? [['10.1.2.3', '10.1.2.4', 29]] : [['2001:db8::1', '2001:db8::2', 126]],
    },
  );
});

test('a range lies in one that is as wide or wider, and addresses of the two families in none of the other', () => {
  const isIn = (one: string, other: string) => parseIpAddress(one).isIn(parseIpAddress(other));
  expect(isIn('10.0.0.0/16', '10.0.0.0/8')).toBe(true);
  expect(isIn('10.0.0.0/8', '10.0.0.0/8')).toBe(true);
  expect(isIn('10.0.0.0/7', '10.0.0.0/8')).toBe(false);
  expect(isIn('0.0.0.0', '::/0')).toBe(false);
});

test('what was written differs although it means the same range', () => {
  expect(parseIpAddress('10.0.0.1/8').canonical).not.toBe(parseIpAddress('10.0.0.0/8').canonical);
  expect(parseIpAddress('2001:DB8:0::1').canonical).toBe(parseIpAddress('2001:db8::1/128').canonical);
});

test.each([
  ['10.0.0.01', 'invalid IP address: 10.0.0.01'],
  ['10.0.0.256', 'invalid IP address'],
  ['10.0.0', 'invalid IP address'],
  ['::ffff:127.0.0.1', 'We do not accept IPv4 embedded in IPv6'],
  ['1::2::3', 'invalid IP address'],
  ['1:2:3:4:5:6:7:8::', 'invalid IP address'],
  ['1:2:3:4:5:6:7', 'invalid IP address'],
  ['fe80::1%eth0', 'invalid IP address'],
  ['12345::', 'invalid IP address'],
  ['10.0.0.x/8', 'from the string `10.0.0.x`'],
  ['10.0.0.0/', 'empty string'],
  ['10.0.0.0/33', '33 is larger than the limit 32'],
  ['10.0.0.0/08', 'leading zero'],
  ['10.0.0.0/+8', 'encountered non-digit'],
  ['10.0.0.0/128', 'string length 3 is too large'],
  ['::/129', '129 is larger than the limit 128'],
  ['1'.repeat(44), 'string length is too large'],
])('%s is none: %s', (text, why) => {
  expect(() => parseIpAddress(text)).toThrow(
    expect.objectContaining({ kind: 'extension', message: expect.stringContaining(why) }),
  );
});
