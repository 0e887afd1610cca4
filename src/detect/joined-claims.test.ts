// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert, Claim } from '#findings';
import { madeClaim } from '../findings/made-claim.contract.ts';
import { foundOf, gather, type Gathered } from './joined-claims.ts';
import { KeyChain } from './key-chain.ts';

const claimAt = (time: number, said: Partial<Claim> = {}): Claim => madeClaim(time, { severity: 'medium', ...said });
const windowAt = (time: number, measured: string): Alert => ({
  time,
  until: time + 1,
  measured: { en: measured, ja: measured },
  interface: '',
  claims: [],
});

/** The only finding of these claims, each with the window that shows it. */
function joined(claims: readonly (readonly [Claim, Alert?])[]) {
  const gathered = new Map<string, Gathered>();
  for (const [claim, alert] of claims) gather(claim, gathered, alert);
  const [[, one] = [], ...others] = gathered;
  if (one === undefined || others.length > 0) throw new Error(`There are ${gathered.size} findings.`);
  return foundOf(one, new KeyChain(), ({ severity }) => ({ severity }));
}
const isoOf = (time: number): string => new Date(time).toISOString();

test('a finding counts its events, from the first to the last, and shows the five newest, in whichever order they come', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }), (times) => {
      const { finding, occurrences } = joined(times.map((time) => [claimAt(time)]));
      expect(finding).toMatchObject({
        count: times.length,
        firstSeen: isoOf(Math.min(...times)),
        lastSeen: isoOf(Math.max(...times)),
      });
      const newest = times.toSorted((a, b) => b - a).slice(0, 5);
      expect(occurrences.map(({ time }) => time)).toEqual(newest.map(isoOf));
    }),
  );
});

test('an event that two windows show counts once', () => {
  const claim = claimAt(5);
  expect(
    joined([
      [claim, windowAt(0, 'a')],
      [claim, windowAt(1, 'b')],
      [claimAt(6), windowAt(1, 'b')],
    ]).finding.count,
  ).toBe(2);
});

test('the newest window says how grave it is and what was measured, whichever comes first', () => {
  const [old, newer] = [
    [claimAt(1, { severity: 'high' }), windowAt(1, 'old')],
    [claimAt(2, { severity: 'low' }), windowAt(2, 'newer')],
  ] as const;
  for (const order of [
    [old, newer],
    [newer, old],
  ]) {
    const { finding, measured } = joined(order);
    expect([finding.severity, measured.en]).toEqual(['low', 'newer']);
  }
});

test('of events that were weighed the gravest counts; of others the first', () => {
  const weighed = (time: number, severity: Claim['severity']) => [claimAt(time, { severity, weighed: true })] as const;
  expect(joined([weighed(1, 'low'), weighed(2, 'high'), weighed(3, 'medium')]).finding.severity).toBe('high');
  expect(joined([[claimAt(1)], [claimAt(2, { severity: 'high' })]]).finding.severity).toBe('medium');
});

test('who did it is said of the newest event', () => {
  expect(joined([[claimAt(2, { resource: 'new' })], [claimAt(1, { resource: 'old' })]]).finding.resource).toBe('new');
});
