// Opens no lake.
import { describe, expect, it } from 'vitest';
import { eventKeyOf, findingIdOf, type Claim } from './claim.ts';

const claim: Claim = {
  rule: 'key-for-another-user',
  type: 'Persistence:IAM/KeyForAnotherUser',
  title: { en: 'A key', ja: 'キー' },
  severity: 'high',
  tactics: [],
  techniques: [],
  account: '111122223333',
  region: 'us-east-1',
  principal: 'alice',
  resource: 'bob',
  event: { id: 'e1', time: 0, source: 'cloudtrail', table: 'api_activity', columns: {}, fields: {} },
  file: 'file',
  position: 1,
  matched: [],
};

describe('The finding that a claim belongs to', () => {
  it('has an id that stays the same from version to version, for people keep it in their tickets', () => {
    expect(findingIdOf(claim)).toBe('18a7f578efc13470d0d7b731668844b0');
  });

  it.each([{ rule: 'other' }, { account: '999988887777' }, { region: '' }, { principal: 'bob' }, { subject: 'i-1' }])(
    'is another one for %j',
    (change) => {
      expect(findingIdOf({ ...claim, ...change })).not.toBe(findingIdOf(claim));
    },
  );

  it('is the same whatever was touched, how grave it is and what the event says', () => {
    const other = { ...claim, resource: 'carol', severity: 'low', matched: ['x'], position: 2, file: 'f' } as const;
    expect(findingIdOf({ ...other, event: { ...claim.event, id: 'e2', time: 5 } })).toBe(findingIdOf(claim));
  });

  it('is of its subject where it has one, whoever acted', () => {
    const [one, other] = ['alice', 'bob'].map((principal) => findingIdOf({ ...claim, principal, subject: 'i-1' }));
    expect(one).toBe(other);
  });

  it('is none for a signal', () => {
    expect(findingIdOf({ ...claim, type: '' })).toBe('');
  });
});

it('an event without an id is told from others by its file and its place there', () => {
  const without = { ...claim, event: { ...claim.event, id: '' } };
  expect([claim, without, { ...without, position: 2 }].map(eventKeyOf)).toEqual(['e1', 'file#1', 'file#2']);
});
