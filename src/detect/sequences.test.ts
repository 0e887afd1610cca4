// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '#findings';
import { deedOf, nameOf, type Deed } from './deed.ts';
import { deed, rin, sequenceRule, start } from './made-deeds.contract.ts';
import { storyOf } from './sequence-story.ts';
import { sequencesIn } from './sequences.ts';

const [credentials, data] = [sequenceRule('credentials'), sequenceRule('data')];

const hour = 3_600_000;

/** A stranger who signs in, looks around, stays and destroys: each on a tactic of its own. */
const attack = [
  deed(1, 'in', { type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller', tactics: ['initial-access'] }),
  deed(2, 'look', { tactics: ['discovery'], severity: 'medium' }),
  deed(3, 'rights', { tactics: ['privilege-escalation'] }),
  deed(4, 'stay', { tactics: ['persistence'] }),
  deed(5, 'hide', { tactics: ['defense-evasion'] }),
  deed(6, 'end', { tactics: ['impact'] }),
];
const found = (deeds: readonly Deed[], rule = credentials) => sequencesIn(deeds, rule);
const names = (deeds: readonly Deed[]) => deeds.map(nameOf);

test('the steps of one actor within a day are one attack, in the order of time', () => {
  const [one, ...more] = found(attack.toReversed());
  expect(more).toEqual([]);
  expect(names(one?.deeds ?? [])).toEqual(names(attack));
  expect([one?.actor, (one?.until ?? 0) - (one?.time ?? 0)]).toEqual([rin, 24 * hour]);
});

test('steps of several actors do not add up', () => {
  const parted = attack.map((one, at) => ({
    ...one,
    actor: at % 2 === 0 ? one.actor : 'arn:aws:iam::111122223333:user/aki',
  }));
  expect(found(parted.map((one, at) => ({ ...one, actor: `actor ${at}` })))).toEqual([]);
  expect(found(parted).every(({ deeds }) => new Set(deeds.map(({ actor }) => actor)).size === 1)).toBe(true);
});

test('what comes more than a day later belongs to another attack, or to none', () => {
  const [first = deed(0, 'x'), ...rest] = attack;
  const far = rest.map(({ claim, actor }) => ({
    actor,
    claim: { ...claim, event: { ...claim.event, time: claim.event.time + 48 * hour } },
  }));
  expect(found([first, ...far]).flatMap(({ deeds }) => names(deeds))).not.toContain(nameOf(first));
});

test('without anything that matters after how it begins there is no attack', () => {
  const early = ['initial-access', 'discovery', 'credential-access', 'reconnaissance'];
  expect(found(early.map((tactic, at) => deed(at, tactic, { tactics: [tactic] })))).toEqual([]);
});

test('a sign of a stranger weighs: the same deeds without it are an administrator’s day', () => {
  const two = attack.filter(({ claim }) => ['in', 'stay', 'end'].includes(claim.rule));
  expect(found(two)).toHaveLength(1);
  const [sign = deed(0, 'x'), ...others] = two;
  expect(
    found([{ ...sign, claim: { ...sign.claim, type: 'Discovery:IAMUser/Something', severity: 'low' } }, ...others]),
  ).toEqual([]);
});

/** An administrator's day: deeds of so many tactics, of which so many are grave, and none tells of a stranger. */
const ownDay = (tactics: number, graves: number): Deed[] =>
  Array.from({ length: Math.max(tactics, graves) }, (_, at) => {
    const tactic =
      ['discovery', 'persistence', 'privilege-escalation', 'defense-evasion', 'impact'][at % tactics] ?? '';
    const severity = at < graves ? 'high' : 'medium';
    return deed(at, `deed ${at}`, { type: 'Policy:IAMUser/Something', tactics: [tactic], severity });
  });

test('without a sign of a stranger it takes as many tactics and grave deeds as the rule says, and not one less', () => {
  const { tacticsAlone, gravesAlone } = credentials.thresholds;
  expect(found(ownDay(tacticsAlone, gravesAlone))).toHaveLength(1);
  expect(found(ownDay(tacticsAlone - 1, gravesAlone + 1))).toEqual([]);
  expect(found(ownDay(tacticsAlone + 1, gravesAlone - 1))).toEqual([]);
});

test('a sign of a stranger needs the tactics that the rule says, and not one less', () => {
  const sign = deed(0, 'sign', { type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller', tactics: ['discovery'] });
  const { tactics } = credentials.thresholds;
  expect(found([sign, ...ownDay(tactics, 0)])).toHaveLength(1);
  expect(found([sign, ...ownDay(tactics - 1, 0)])).toEqual([]);
});

const destroying = (rule: string, at: number, technique: string) =>
  deed(at, rule, { tactics: ['impact'], techniques: [technique], type: 'Impact:S3/Something' });

test('data and what would bring it back destroyed in several ways is an attack by itself', () => {
  const ways = ['T1485', 'T1486', 'T1490', 'T1490', 'T1485'];
  const all = ways.map((technique, at) => destroying(`way ${at}`, at, technique));
  expect(found(all)).toHaveLength(1);
  expect(found(all.filter(({ claim }) => !claim.techniques.includes('T1490')))).toEqual([]);
});

test('an attack on data needs two kinds of deeds on buckets', () => {
  const buckets = [
    deed(7, 'open', { type: 'Policy:S3/Opened', tactics: ['exfiltration'] }),
    deed(8, 'take', { type: 'Exfiltration:S3/Taken', tactics: ['exfiltration'] }),
  ];
  expect(found(attack, data)).toEqual([]);
  expect(found([...attack, ...buckets.slice(0, 1)], data)).toEqual([]);
  expect(found([...attack, ...buckets], data)).toHaveLength(1);
});

test('what is found depends on the deeds alone, in whatever order they come and however often', () => {
  const kinds = attack.map(({ claim }) => claim);
  const some = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: kinds.length - 1 }), fc.boolean()), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(some, fc.infiniteStream(fc.nat()), (list, chance) => {
      const deeds = list.map(([at, kind, other]) =>
        deed(
          at,
          `${kind}`,
          { ...kinds[kind], rule: `${kind}`, event: deed(at, `${kind}`).claim.event },
          other ? 'other' : rin,
        ),
      );
      const shuffled = deeds
        .map((one) => ({ one, order: chance.next().value }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ one }) => one);
      const shown = (sequences: ReturnType<typeof found>) =>
        sequences.map(({ time, actor, deeds: own }) => `${actor} ${time} ${names(own).join()}`).toSorted();
      expect(shown(found(shuffled))).toEqual(shown(found(deeds)));
    }),
    { numRuns: 60 },
  );
});

test('the story tells each kind of deed once, at its first time, with how many there were', () => {
  const [one] = found([...attack, deed(9, 'end', { tactics: ['impact'] })]);
  const story = one && storyOf(one);
  expect(story?.en.split('\n')).toEqual([
    'From 2026-11-24 01:00 to 2026-11-24 09:00 UTC the IAM user rin did this, in this order:',
    '1. 01:00 Rule in',
    '2. 02:00 Rule look',
    '3. 03:00 Rule rights',
    '4. 04:00 Rule stay',
    '5. 05:00 Rule hide',
    '6. 06:00 Rule end (2 events)',
  ]);
  expect(story?.ja).toContain('IAM ユーザー rin について、次の順に検出しました。');
});

test('of many kinds the twelve gravest are told and the rest counted, and a title cannot break its line', () => {
  const deeds = Array.from({ length: 15 }, (_, at) =>
    deed(at, `r${at}`, { title: { en: `a\nb ${at}`, ja: `a ${at}` }, severity: at === 14 ? 'critical' : 'low' }),
  );
  const lines = storyOf({ time: start, until: start, actor: rin, deeds }).en.split('\n');
  expect(lines).toHaveLength(14);
  expect([lines[1], lines.at(-2), lines.at(-1)]).toEqual([
    '1. 00:00 a b 0',
    '12. 14:00 a b 14',
    'and 3 more kinds, none of them graver',
  ]);
});

test('a deed is of who began the chain of keys; nobody is made up, and services act for themselves', () => {
  const claimOf = (userIdentity: unknown, said: Partial<Claim> = {}) => {
    const { claim } = deed(1, 'x', said);
    return { ...claim, event: { ...claim.event, fields: { userIdentity } } };
  };
  const lineage = { beginnerOf: (key: string) => (key === 'ASIA1' ? 'arn:of:aki' : undefined) };
  const actorOf = (claim: Claim) => deedOf(claim, lineage).map(({ actor }) => actor);
  expect(actorOf(claimOf({ arn: rin, accessKeyId: 'ASIA1' }))).toEqual(['arn:of:aki']);
  expect(actorOf(claimOf({ arn: rin, accessKeyId: 'AKIA2' }))).toEqual([rin]);
  expect(actorOf(claimOf({ principalId: 'AIDA1' }))).toEqual(['AIDA1']);
  expect([actorOf(claimOf({ arn: rin, type: 'AWSService' })), actorOf(claimOf(undefined))]).toEqual([[], []]);
  const flow = (principal: string) => {
    const { claim } = deed(1, 'x', { principal });
    return actorOf({ ...claim, event: { ...claim.event, table: 'network_activity' } });
  };
  expect([flow('i-0123abcd'), flow('203.0.113.9')]).toEqual([['i-0123abcd'], []]);
});
