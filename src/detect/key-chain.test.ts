// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '#sources';
import { actorNamed, longestSince } from './deed.ts';
import { KeyChain } from './key-chain.ts';
import { signsOf } from './signs.ts';

const handsOut = (time: number, asking: string, issued: string, said: Record<string, string> = {}): Event => ({
  source: 'cloudtrail',
  table: 'api_activity',
  time,
  id: `${time}`,
  fields: {},
  columns: { access_key: asking, issued_key: issued, principal: `holder of ${asking}`, action: 'AssumeRole', ...said },
});

function chainOf(...events: Event[]): KeyChain {
  const chain = new KeyChain();
  for (const event of events) chain.learn(event);
  return chain;
}
const keys = (chain: KeyChain, key: string, until: number) =>
  chain.lineage(key, until).map(({ accessKey }) => accessKey);

test('a key is followed back through everybody who handed one out, oldest first', () => {
  const chain = chainOf(handsOut(1, 'A', 'B'), handsOut(2, 'B', 'C'), handsOut(3, 'C', 'D'));
  expect(keys(chain, 'D', 9)).toEqual(['B', 'C', 'D']);
  expect(keys(chain, 'A', 9)).toEqual([]);
});

test('nothing that was handed out after it was used belongs to the chain', () => {
  const chain = chainOf(handsOut(5, 'A', 'B'), handsOut(2, 'B', 'C'));
  expect(keys(chain, 'C', 9)).toEqual(['C']); // B came only after C was made with it
  expect(keys(chain, 'C', 1)).toEqual([]);
});

test('the first who hands out a key counts, and an event that hands out none teaches nothing', () => {
  const chain = chainOf(handsOut(1, 'A', 'C'), handsOut(2, 'B', 'C'), handsOut(3, 'A', ''));
  expect(chain.lineage('C', 9).map(({ principal }) => principal)).toEqual(['holder of A']);
  expect(keys(chain, '', 9)).toEqual([]);
});

test('the session is named before the role, where the log tells both', () => {
  const chain = chainOf(handsOut(1, 'A', 'B', { session_arn: 'arn:of:session' }));
  expect(chain.lineage('B', 9)[0]?.principal).toBe('arn:of:session');
});

test('a chain that forged logs close to a circle ends', () => {
  const name = fc.constantFrom('A', 'B', 'C', 'D');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), name, name), { maxLength: 12 }), name, (links, key) => {
      const chain = chainOf(...links.map(([time, asking, issued]) => handsOut(time, asking, issued)));
      const found = chain.lineage(key, 5);
      expect(new Set(found).size).toBe(found.length);
      expect(found.map(({ time }) => time)).toEqual(found.map(({ time }) => time).toSorted());
    }),
  );
});

test('who began is the first caller that is no service, of a key that was made within three days', () => {
  const service = handsOut(1, 'X', 'A', { principal: 'ec2.amazonaws.com' });
  const chain = chainOf(service, handsOut(2, 'A', 'B'));
  expect(chain.beginnerOf('B', 2 + longestSince)).toBe('holder of A');
  expect(chain.beginnerOf('B', 3 + longestSince)).toBeUndefined(); // it is its owner's own by then
  expect(chain.beginnerOf('nobody’s', 9)).toBeUndefined();
});

test('the session of an instance is the instance', () => {
  expect(actorNamed('arn:aws:sts::1:assumed-role/web/i-0123abcd')).toBe('i-0123abcd');
  expect(actorNamed('arn:aws:sts::1:assumed-role/web/build')).toBe('arn:aws:sts::1:assumed-role/web/build');
  expect(actorNamed('arn:aws:iam::1:user/i-0123abcd')).toBe('arn:aws:iam::1:user/i-0123abcd');
});

test('tags tell tactics and techniques, however they are written, and nothing else', () => {
  expect(
    signsOf([
      'attack.defense_evasion',
      'attack.initial-access',
      'attack.t1562.008',
      'ATTACK.T1078',
      'cve.2024.1',
      'attack.g0016',
    ]),
  ).toEqual({
    tactics: ['defense-evasion', 'initial-access'],
    techniques: ['T1562.008', 'T1078'],
  });
});
