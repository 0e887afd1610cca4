import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf, type NetworkEntry } from './entry.ts';
import { Networks } from './network-index.ts';

const entries = (...texts: string[]): (readonly [NetworkEntry, number])[] =>
  texts.flatMap((text, number) => {
    const entry = networkOf(text);
    return entry === undefined ? [] : [[entry, number] as const];
  });

const holding = (networks: Networks, address: string) => networks.holding(address, (bits, entry) => ({ bits, entry }));

test('the narrowest network comes first, at the very first and last address of each', () => {
  const networks = new Networks(entries('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3'));
  const held = (address: string) => holding(networks, address).map(({ bits }) => bits);
  expect(held('10.1.2.3')).toEqual([32, 16, 8]);
  expect(held('10.1.0.0')).toEqual([16, 8]);
  expect(held('10.1.255.255')).toEqual([16, 8]);
  expect(held('10.2.0.0')).toEqual([8]);
  expect([held('9.255.255.255'), held('11.0.0.0')]).toEqual([[], []]);
});

test('the whole of a family may be a network, to its last address', () => {
  const networks = new Networks(
    entries('0.0.0.0/0', '::/0', '255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
  );
  expect(holding(networks, '255.255.255.255').map(({ entry }) => entry)).toEqual([2, 0]);
  expect(holding(networks, '0.0.0.0').map(({ entry }) => entry)).toEqual([0]);
  expect(holding(networks, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff').map(({ entry }) => entry)).toEqual([3, 1]);
});

test('a network that stands on two lists is found with both numbers, and no list holds nothing', () => {
  expect(
    holding(new Networks(entries('10.0.0.0/8', '10.9.9.9/8')), '10.0.0.1')
      .map(({ entry }) => entry)
      .toSorted((a, b) => a - b),
  ).toEqual([0, 1]);
  expect(holding(new Networks([]), '10.0.0.1')).toEqual([]);
  expect(holding(new Networks(entries('10.0.0.0/8')), 'no address')).toEqual([]);
});

test('segments of few addresses, close together, hold what a comparison of bits finds', () => {
  const near = fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 26, max: 32 }));
  const inside = (address: number, text: string): boolean => {
    const [first = '', bits = '32'] = text.split('/');
    const host = 32 - Number(bits);
    return address >> host === Number(first.split('.').at(-1)) >> host;
  };
  fc.assert(
    fc.property(fc.array(near, { maxLength: 20 }), (list) => {
      const texts = list.map(([last, bits]) => `203.0.113.${last}/${bits}`);
      const networks = new Networks(entries(...texts));
      for (let last = 0; last < 64; last += 1) {
        const found = holding(networks, `203.0.113.${last}`).map(({ entry }) => entry);
        const naive = texts.flatMap((text, number) => (inside(last, text) ? [number] : []));
        expect(found.toSorted((a, b) => a - b)).toEqual(naive);
      }
    }),
    { numRuns: 50 },
  );
});
