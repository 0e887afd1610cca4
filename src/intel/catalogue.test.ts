import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { Catalogue, type ListInfo } from './catalogue.ts';
import { entryOf, isNetwork, type Entry } from './entry.ts';
import { ipv4Of } from './ipv4.ts';

const list = (id: string): ListInfo => ({
  id,
  name: id,
  kind: 'threat',
  category: '',
  account: '111122223333',
  region: 'us-east-1',
});

/** Few enough addresses that networks meet, lie within each other and end where others begin. */
const v4 = fc
  .tuple(
    fc.constantFrom(0, 10, 255),
    fc.constantFrom(0, 1, 255),
    fc.constantFrom(0, 128, 255),
    fc.constantFrom(0, 1, 254, 255),
  )
  .map((octets) => octets.join('.'));
const v6 = fc
  .tuple(
    fc.constantFrom('2001:db8', 'ffff:ffff', '1:0'),
    fc.constantFrom('0:0:0', 'ffff:ffff:ffff', '0:1:0'),
    fc.constantFrom('0:0:1', 'ffff:ffff:ffff', '8000:0:0'),
  )
  .map((parts) => parts.join(':'));
const network = fc.oneof(
  fc.tuple(v4, fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`),
  fc.tuple(v6, fc.integer({ min: 0, max: 128 })).map(([address, bits]) => `${address}/${bits}`),
  v4,
  v6,
);
const lists = fc.array(fc.array(network, { maxLength: 12 }), { maxLength: 3 });

test('an address is on exactly those lists that hold it by a naive comparison, the narrowest network first', () => {
  fc.assert(
    fc.property(lists, fc.oneof(v4, v6), (given, address) => {
      const catalogue = new Catalogue(
        given.map((texts, at) => ({ list: list(String(at)), entries: texts.flatMap((text) => entryOf(text) ?? []) })),
      );
      const parsed = ipaddr.process(address);
      const holding = given.flatMap((texts, at) =>
        texts.flatMap((text) => {
          const [range = '', length] = text.split('/');
          const other = ipaddr.parse(range);
          const bits = Number(length ?? (other.kind() === 'ipv4' ? 32 : 128));
          return other.kind() === parsed.kind() && parsed.match(other, bits) ? [`${at}/${bits}`] : [];
        }),
      );
      const found = catalogue.addressIn(address);
      const bitsOf = (entry: string) => Number(entry.split('/')[1] ?? (entry.includes(':') ? 128 : 32));
      expect(found.map((match) => `${match.list.id}/${bitsOf(match.entry)}`).toSorted()).toEqual(holding.toSorted());
      const bits = found.map(({ entry }) => bitsOf(entry));
      expect(bits).toEqual(bits.toSorted((a, b) => b - a));
    }),
    { numRuns: 1000 },
  );
});

const label = fc.constantFrom('a', 'b', 'evil', 'x-y');
const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => [...labels, 'com'].join('.'));

test('a name is on exactly those lists that hold it or a domain above it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(domain, { maxLength: 10 }), { maxLength: 3 }), domain, (given, name) => {
      const catalogue = new Catalogue(
        given.map((texts, at) => ({ list: list(String(at)), entries: texts.flatMap((text) => entryOf(text) ?? []) })),
      );
      const holding = given.flatMap((texts, at) =>
        texts.filter((text) => name === text || name.endsWith(`.${text}`)).map((text) => `${at} ${text}`),
      );
      expect(
        catalogue
          .domainIn(name)
          .map((match) => `${match.list.id} ${match.entry}`)
          .toSorted(),
      ).toEqual(holding.toSorted());
    }),
    { numRuns: 500 },
  );
});

test('a hundred thousand domains are told apart, and strangers are on none', () => {
  const entries = Array.from({ length: 100_000 }, (_, at): Entry => ({
    domain: `host-${at}.example${at % 7}.com`,
    threat: '',
  }));
  const catalogue = new Catalogue([{ list: list('l'), entries }]);
  for (let at = 0; at < 100_000; at += 997)
    expect(catalogue.domainIn(`www.host-${at}.example${at % 7}.com`)).toHaveLength(1);
  for (let at = 0; at < 10_000; at++) expect(catalogue.domainIn(`other-${at}.example${at % 7}.com`)).toEqual([]);
});

test.each([
  '',
  'AWS Internal',
  '10.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '1.2.3.4/33',
  '::1%eth0',
  'localhost',
  'evil..com',
  '-a.com',
  '1.2.3.4/-1',
])('%j is neither an address nor a domain', (text) => {
  expect(entryOf(text)).toBeUndefined();
  expect(
    new Catalogue([{ list: list('l'), entries: [entryOf('0.0.0.0/0') ?? { domain: '', threat: '' }] }]).addressIn(text),
  ).toEqual([]);
});

test('IPv4 written in IPv6 form is the same address, and host bits of a range do not count', () => {
  const entry = entryOf('203.0.113.77/24');
  expect(entry !== undefined && isNetwork(entry) ? entry.first : undefined).toBe(BigInt(0xcb007100));
  const catalogue = new Catalogue([{ list: list('l'), entries: entry === undefined ? [] : [entry] }]);
  expect(catalogue.addressIn('::ffff:203.0.113.5')).toMatchObject([{ entry: '203.0.113.0/24' }]);
});

test('an address of IPv4 is read as a library reads it', () => {
  const part = fc.oneof(
    fc.integer({ min: 0, max: 300 }).map(String),
    fc.constantFrom('', '00', '01', '1a', ' 1', '-1'),
  );
  const text = fc.array(part, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(fc.oneof(text, fc.ipV4(), fc.string()), (given) => {
      const octets = ipaddr.IPv4.isValidFourPartDecimal(given) ? ipaddr.IPv4.parse(given).octets : undefined;
      expect(ipv4Of(given)).toBe(octets?.reduce((address, octet) => address * 256 + octet, 0));
    }),
    { numRuns: 1000 },
  );
});
