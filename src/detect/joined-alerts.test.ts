// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert, Claim } from '#findings';
import { madeClaim } from '../findings/made-claim.contract.ts';
import { joinedAlerts } from './joined-alerts.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');

function alert(measured: string, part: Partial<Claim> = {}, time = noon): Alert {
  const claim = madeClaim(noon, { rule: 'beacon', principal: '10.0.1.5' });
  const own = { ...claim, event: { ...claim.event, id: measured }, resource: measured, ...part };
  return { time, until: time + 3_600_000, measured: { en: measured, ja: measured }, interface: '', claims: [own] };
}

test('alerts of one finding in one window are one with the events of all, whose gravest says what was measured', () => {
  const [joined, ...others] = joinedAlerts([alert('port 22', { severity: 'low' }), alert('port 25')]);
  expect(others).toEqual([]);
  expect(joined?.measured.en).toBe('port 25');
  expect(joined?.claims.map(({ resource }) => resource)).toEqual(['port 25', 'port 22']);
});

test('in whatever order a query gives them, the same comes of it', () => {
  const later = { event: { ...madeClaim(noon + 1000).event, id: 'later' } };
  const all = [alert('port 22'), alert('port 25'), alert('port 25 mildly', { severity: 'low' }), alert('later', later)];
  const [told] = joinedAlerts(all);
  expect(told?.claims.map(({ resource }) => resource)).toEqual(['port 22', 'port 25', 'later', 'port 25 mildly']);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(joinedAlerts(shuffled)).toEqual([told]);
    }),
  );
});

test('other findings, other windows and other rules stay apart, in the order in which they came', () => {
  const all = [
    alert('one'),
    alert('another window', {}, noon + 60_000),
    alert('another finding', { principal: '10.0.1.6' }),
    alert('another rule', { rule: 'scan' }),
  ];
  expect(joinedAlerts(all)).toEqual(all);
});

test('an alert without events is none', () => {
  expect(joinedAlerts([{ ...alert('one'), claims: [] }])).toEqual([]);
});
