// Opens no lake.
import { expect, test } from 'vitest';
import { madeClaim } from '../findings/made-claim.contract.ts';
import type { Claimed } from './book.ts';
import { alertClaims } from './correlation-claims.ts';
import { book } from './made-deeds.contract.ts';

function correlation(): Claimed {
  const [found] = book.correlations.flatMap(({ id }) => book.claimed(id) ?? []);
  if (found === undefined) throw new Error('Yagura has no correlation.');
  return found;
}
const claimed = correlation();

test('each event of an alert is claimed by the correlation, where and when it happened', () => {
  const events = [
    madeClaim(1000, { rule: 'a', region: 'us-east-1' }),
    madeClaim(2000, { rule: 'b', region: 'eu-west-1' }),
  ];
  const claims = alertClaims(claimed, ['rin'], events);
  expect(claims.map(({ event }) => event.time)).toEqual([1000, 2000]);
  for (const claim of claims)
    expect(claim).toMatchObject({ rule: claimed.id, type: claimed.type, title: claimed.title, region: '' });
});

test('what all events share is told of the finding, and what they do not share is not', () => {
  const events = [
    madeClaim(1000, { principal: 'rin', resource: 'main', account: '111122223333' }),
    madeClaim(2000, { principal: 'rin', resource: 'other', account: '444455556666' }),
  ];
  for (const claim of alertClaims(claimed, ['198.51.100.7'], events))
    expect(claim).toMatchObject({ principal: 'rin', resource: '', account: '' });
});

test('where the events have no principal in common, it is what they were grouped by', () => {
  const events = [madeClaim(1000, { principal: 'rin' }), madeClaim(2000, { principal: 'aiko' })];
  for (const claim of alertClaims(claimed, ['198.51.100.7', '', 'us-east-1'], events))
    expect(claim.principal).toBe('198.51.100.7 us-east-1');
});

test('without events there is no claim', () => {
  expect(alertClaims(claimed, ['rin'], [])).toEqual([]);
});
