import ipaddr from 'ipaddr.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IpAddress, parseIpAddress } from './ip-address.ts';
import { canonical, CedarRecord, CedarSet, EntityUid, equal, type Value } from './values.ts';

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value>(
      true,
      false,
      0,
      1,
      '',
      '1',
      'a"b',
      new EntityUid('User', 'a'),
      new EntityUid('User', 'a"'),
      new EntityUid('Us', 'er::a'),
    ),
    fc.constantFrom<Value>(new IpAddress(4, 1n, 32), new IpAddress(6, 1n, 32)),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new CedarSet(items)),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c"'), tie('value'), { maxKeys: 3 })
      .map((fields) => new CedarRecord(new Map(Object.entries(fields)))),
  ),
}));

test('two values are equal exactly where they have one text', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(equal(one, other)).toBe(canonical(one) === canonical(other));
      expect(equal(one, one)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('in a set neither order nor repetition matter, be it small or large', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), value, (items, sought) => {
      const set = new CedarSet(items);
      const other = new CedarSet([...items.toReversed(), ...items.slice(0, 3)]);
      expect(equal(set, other)).toBe(true);
      expect(set.hasAll(other)).toBe(true);
      expect(set.hasAny(new CedarSet([sought]))).toBe(set.has(sought));
      expect(set.has(sought)).toBe(items.some((item) => equal(item, sought)));
      for (const item of items) expect(set.has(item)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('the empty set has nothing, is within everything and meets nothing', () => {
  const [empty, some] = [new CedarSet([]), new CedarSet([1])];
  expect([some.hasAll(empty), empty.hasAll(some), some.hasAny(empty), empty.has(1)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a record of plain JSON, of a map and of a function is one record, and borrows nothing from every object', () => {
  const fields = { a: 1, b: 'x' };
  const records = [
    new CedarRecord(fields),
    new CedarRecord(new Map(Object.entries(fields))),
    new CedarRecord(() => new Map(Object.entries(fields))),
  ];
  for (const record of records) {
    for (const other of records) expect(equal(record, other)).toBe(true);
    expect(record.get('b')).toBe('x');
    for (const name of ['constructor', '__proto__', 'toString']) expect(record.has(name)).toBe(false);
  }
});

test('an address is in a range exactly where ipaddr.js says so', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6().filter((text) => !text.includes('.')),
  );
  fc.assert(
    fc.property(address, address, fc.nat(128), (one, other, length) => {
      const network = ipaddr.parse(other);
      const prefix = Math.min(length, network.kind() === 'ipv4' ? 32 : 128);
      const parsed = ipaddr.parse(one);
      const expected = parsed.kind() === network.kind() && parsed.match(network, prefix);
      expect(parseIpAddress(one).isIn(parseIpAddress(`${other}/${prefix}`))).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test.each([
  '1.2.3',
  '01.2.3.4',
  '256.1.1.1',
  '1.2.3.4/33',
  '1.2.3.4/',
  '1.2.3.4/01',
  '::1::',
  ':1',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8::',
  '::ffff:1.2.3.4',
  'fe80::1%eth0',
  '',
  ' 1.2.3.4',
  '::/129',
  'g::',
])('%j is no address of Cedar', (text) => expect(() => parseIpAddress(text)).toThrow('extension function'));
