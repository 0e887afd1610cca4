// Opens no lake.
import { expect, test } from 'vitest';
import type { Claim } from '#findings';
import { contentFolder, yamlFiles } from '#kernel';
import { openBook } from './book.ts';
import { Given, givingRules, isGivenWithin } from './given.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const [ours, other, stranger] = ['111122223333', '444455556666', '999988887777'];

/** A rule that asks to whom the field at this path gives something. */
const ruleAbout = (path: string): string => {
  const found = book.all.find(({ guide }) => guide?.outside?.includes(path));
  if (found === undefined) throw new Error(`No rule asks about ${path}.`);
  return found.id;
};
const [sharing, policy] = [
  ruleAbout('requestParameters.createVolumePermission.add.items'),
  ruleAbout('requestParameters.policyText'),
];

function claimOf(rule: string, requestParameters: object): Claim {
  const event: Claim['event'] = {
    source: 'cloudtrail',
    table: 'api_activity',
    id: 'one',
    time: 0,
    fields: { requestParameters },
    columns: { account: ours },
  };
  const nothing = { type: '', title: { en: '', ja: '' }, tactics: [], techniques: [], region: '', principal: '' };
  return { ...nothing, rule, severity: 'high', account: ours, resource: '', event, file: '', position: 0, matched: [] };
}
const shared = (...items: object[]): Claim => claimOf(sharing, { createVolumePermission: { add: { items } } });
const withPolicy = (Principal: unknown): Claim =>
  claimOf(policy, { policyText: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'ecr:*' }] }) });

const nobodyElse: ReadonlySet<string> = new Set();
const own: ReadonlySet<string> = new Set([ours, other]);

test('what the own account or another of one’s own gets stays within', () => {
  expect(isGivenWithin(shared({ userId: ours }), book, nobodyElse)).toBe(true);
  expect(isGivenWithin(shared({ userId: ours }, { userId: other }), book, own)).toBe(true);
  expect(isGivenWithin(withPolicy({ AWS: `arn:aws:iam::${other}:root` }), book, own)).toBe(true);
});

test('what one stranger gets beside them does not', () => {
  expect(isGivenWithin(shared({ userId: other }), book, nobodyElse)).toBe(false);
  expect(isGivenWithin(shared({ userId: ours }, { userId: stranger }), book, own)).toBe(false);
  expect(isGivenWithin(withPolicy({ AWS: [other, `arn:aws:iam::${stranger}:user/eve`] }), book, own)).toBe(false);
});

test('what everybody gets does not, whoever else is named', () => {
  expect(isGivenWithin(shared({ userId: ours }, { group: 'all' }), book, own)).toBe(false);
  expect(isGivenWithin(withPolicy('*'), book, own)).toBe(false);
  expect(isGivenWithin(withPolicy({ AWS: ['*', ours] }), book, own)).toBe(false);
});

test('where nobody is named, nobody knows that it stays within', () => {
  expect(isGivenWithin(shared(), book, own)).toBe(false);
  expect(isGivenWithin(claimOf(sharing, {}), book, own)).toBe(false);
  expect(isGivenWithin(claimOf('no rule', {}), book, own)).toBe(false);
});

test('a number that only begins with an account is none', () => {
  expect(isGivenWithin(shared({ userId: `${ours}4` }), book, own)).toBe(false);
});

test('a claim is held back until all accounts are known, however late one of them makes its first call', () => {
  const given = new Given(book, true);
  const [within, away, another] = [shared({ userId: other }), shared({ userId: stranger }), claimOf('no rule', {})];
  expect(given.heldBack([within, away, another])).toEqual([another]);
  given.learn({ ...within.event, columns: { account: other } });
  expect(given.away()).toEqual([away]);
});

test('whose packets are recorded is not told to be one’s own', () => {
  const given = new Given(book, true);
  const claim = shared({ userId: other });
  given.heldBack([claim]);
  given.learn({ ...claim.event, table: 'network_activity', columns: { account: other } });
  expect(given.away()).toEqual([claim]);
});

test('where nothing is to be held back, claims pass as they come', () => {
  const given = new Given(book, false);
  const claims = [shared({ userId: other })];
  expect(given.heldBack(claims)).toEqual(claims);
  expect(given.away()).toEqual([]);
  expect(givingRules(book)).toContain(sharing);
});
