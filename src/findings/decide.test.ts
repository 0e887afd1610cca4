// Opens no lake.
import { expect, test } from 'vitest';
import { localCaller } from '#aws';
import { decidedOf, stepOf } from './decide.ts';
import { isLike } from './left-over.ts';
import { ownAccount, withinOwn } from './own-account.ts';
import { claimedOf, findingOf, isoOf, unseen } from './row.ts';
import type { Claim } from './claim.ts';
import type { Restriction } from './search.ts';
import type { FindingRow } from './tables.ts';
import type { AlertRow } from './alerts.ts';

const noon = Date.parse('2026-11-26T12:00:00Z');
const claim: Claim = {
  rule: 'rule',
  type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  title: { en: 'Stopped', ja: '停止' },
  severity: 'high',
  tactics: ['defense-evasion', 'impact'],
  techniques: ['T1562.008'],
  account: '111122223333',
  region: 'eu-west-1',
  principal: 'arn:aws:iam::111122223333:user/rin',
  resource: 'trail',
  event: { source: 'cloudtrail', table: 'api_activity', time: noon, id: 'e', columns: {}, fields: {} },
  file: 'f',
  position: 1,
  matched: [],
};
const tally = { count: 3, first: noon - 1000, last: noon, principal: 'newest', resource: 'last' };
const row: FindingRow = { ...unseen('id', noon), ...claimedOf(claim, tally, noon + 5) };

test('a finding is shown as its claims and their tally say it, with nobody’s verdict', () => {
  expect(findingOf(row)).toEqual({
    id: 'id',
    rule: 'rule',
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    title: { en: 'Stopped', ja: '停止' },
    severity: 'high',
    account: '111122223333',
    region: 'eu-west-1',
    source: 'cloudtrail',
    principal: 'newest',
    resource: 'last',
    count: 3,
    firstSeen: '2026-11-26T11:59:59.000Z',
    lastSeen: '2026-11-26T12:00:00.000Z',
    createdAt: '2026-11-26T12:00:00.000Z',
    updatedAt: '2026-11-26T12:00:00.005Z',
    archived: false,
    tactics: ['defense-evasion', 'impact'],
    techniques: ['T1562.008'],
  });
  expect(row.severity_rank).toBe(3);
  expect(isoOf(String(noon))).toBe('2026-11-26T12:00:00.000Z'); // as PostgreSQL gives it
});

test('a verdict that a newer Yagura knows is none here, and never stops the finding from being shown', () => {
  expect(findingOf({ ...row, verdict: 'unheard-of' })).not.toHaveProperty('verdict');
  expect(findingOf({ ...row, verdict: 'benign', verdict_by: 'rin', verdict_at: noon }).verdict).toEqual({
    is: 'benign',
    reason: '',
    by: 'rin',
    at: '2026-11-26T12:00:00.000Z',
  });
});

const made = { by: 'rin', at: noon };

test('a decision changes what it names and nothing else', () => {
  const [archived] = stepOf(row, { archived: true }, made);
  expect(archived?.becomes).toEqual({ ...decidedOf(row), archived: 1 });
  const [judged] = stepOf(row, { verdict: 'false', reason: 'a test' }, made);
  expect(judged?.becomes).toEqual({
    archived: 0,
    verdict: 'false',
    verdict_reason: 'a test',
    verdict_by: 'rin',
    verdict_at: noon,
  });
});

test('a verdict is taken back with its reason, its author and its time', () => {
  const judged: FindingRow = { ...row, verdict: 'false', verdict_reason: 'x', verdict_by: 'aki', verdict_at: 1 };
  expect(stepOf(judged, { verdict: 'none' }, made)[0]?.becomes).toEqual(decidedOf(row));
});

test('what is so already is no step, whoever says it again and when', () => {
  expect(stepOf(row, {}, made)).toEqual([]);
  expect(stepOf(row, { archived: false, verdict: 'none' }, made)).toEqual([]);
  const judged: FindingRow = { ...row, verdict: 'false', verdict_reason: 'x', verdict_by: 'aki', verdict_at: 1 };
  expect(stepOf(judged, { verdict: 'false', reason: 'x' }, made)).toEqual([]);
  expect(stepOf(judged, { verdict: 'false', reason: 'y' }, made)).toHaveLength(1);
});

test('a member asks within the own account, whatever was asked; everybody else as they ask', () => {
  const wanted = { archived: false, where: [{ property: 'type' as const, operator: '=' as const, values: ['x'] }] };
  const caller = localCaller('rin', 'member', '111122223333');
  expect(withinOwn(wanted, caller).where).toEqual([
    ...wanted.where,
    { property: 'account', operator: '=', values: ['111122223333'] },
  ]);
  expect(withinOwn<Restriction>({ archived: false }, caller).where).toHaveLength(1);
  expect(withinOwn(wanted, { ...caller, role: 'analyst' })).toBe(wanted);
  expect([ownAccount({ role: 'member', account: '1' }), ownAccount({ role: 'auditor', account: '1' })]).toEqual([
    '1',
    undefined,
  ]);
});

test('alerts look alike when all that an occurrence shows of them is the same', () => {
  const alert: AlertRow = {
    time: noon,
    until: noon,
    rule: 'rule',
    finding: 'id',
    account: '',
    region: '',
    subject: '',
    principal: 'p',
    resource: 'r',
    interface: '',
    type: 't',
    severity: 'low',
    en: 'x',
    ja: 'x',
    evidence: [],
    alive: true,
    version: 1,
  };
  expect(isLike(alert, { ...alert, en: 'measured otherwise', version: 2 })).toBe(true);
  for (const part of ['principal', 'resource', 'type', 'severity'])
    expect(isLike(alert, { ...alert, [part]: 'other' }), part).toBe(false);
});
