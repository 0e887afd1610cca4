import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainOf, entryOf, isNetwork, networkAround, networkOf, textOfNetwork } from './entry.ts';

const written = (text: string) => {
  const found = networkOf(text);
  return found && textOfNetwork(found);
};

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9/24', '203.0.113.0/24'],
  ['203.0.113.9/32', '203.0.113.9'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9/120', '203.0.113.0/24'],
  ['2001:DB8::1/32', '2001:db8::/32'],
  ['2001:db8:1::/64', '2001:db8:1::/64'],
])('the network %s is %s', (text, expected) => {
  expect(written(text)).toBe(expected);
});

test.each([
  '',
  '203.0.113',
  '203.0.113.256',
  '01.2.3.4',
  '203.0.113.9/33',
  '203.0.113.9/-1',
  '203.0.113.9/',
  '1.2.3.4/8/8',
  '2001:db8::/129',
  '::ffff:1.2.3.4/64',
  'fe80::1%eth0',
  '0x7f.1',
  'example.com',
])('%j is no network', (text) => {
  expect(networkOf(text)).toBeUndefined();
});

test('whatever the host part of a range is, the network is the same, and it is written as it is read', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
      const network = written(`${address}/${bits}`) ?? '';
      expect(written(network)).toBe(network);
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), fc.integer({ min: 96, max: 128 }), (address, bits) => {
      const network = written(`${address}/${bits}`) ?? '';
      expect(written(network)).toBe(network);
    }),
  );
});

test('a domain is in lower case, without a dot at its end, and a star before it changes nothing', () => {
  for (const text of ['Example.COM', 'example.com.', '*.example.com', ' example.com '])
    expect(entryOf(text), text).toMatchObject({ domain: 'example.com' });
  expect(domainOf('_dmarc.example.com')).toMatchObject({ domain: '_dmarc.example.com' });
  expect(domainOf('xn--r8jz45g.xn--zckzah')).toMatchObject({ domain: 'xn--r8jz45g.xn--zckzah' });
});

test.each([
  'localhost',
  'a..b',
  '-a.com',
  'a-.com',
  'a b.com',
  'example.c',
  'example.123',
  `${'a'.repeat(64)}.com`,
  `${'a.'.repeat(127)}com`,
])('%j is no domain', (text) => {
  expect(domainOf(text)).toBeUndefined();
});

test('an address is never taken for a domain, and the threat is kept with either', () => {
  const [network, domain] = [entryOf('203.0.113.9', 'tor'), entryOf('evil.example', 'c2')];
  expect([network && isNetwork(network), domain && isNetwork(domain)]).toEqual([true, false]);
  expect([network?.threat, domain?.threat]).toEqual(['tor', 'c2']);
});

test('a network is written as a URL writes the host of its first address, followed by its length', () => {
  const word = fc.oneof(fc.constantFrom(0, 1, 0xffff), fc.integer({ min: 0, max: 65_535 }));
  const groups = fc.array(word, { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(groups, fc.integer({ min: 0, max: 128 }), (parts, bits) => {
      fc.pre(parts.slice(0, 6).join() !== '0,0,0,0,0,65535'); // that is IPv4
      const address = parts.map((part) => part.toString(16)).join(':');
      const value = BigInt(`0x${parts.map((part) => part.toString(16).padStart(4, '0')).join('')}`);
      const host = BigInt(128 - bits);
      const first = ((value >> host) << host)
        .toString(16)
        .padStart(32, '0')
        .replace(/(.{4})(?=.)/g, '$1:');
      const written = new URL(`http://[${first}]`).hostname.slice(1, -1);
      expect(networkAround(address, bits)).toBe(bits === 128 ? written : `${written}/${bits}`);
    }),
    { numRuns: 500 },
  );
});
