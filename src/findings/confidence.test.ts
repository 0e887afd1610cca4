// Opens no lake.
import { expect, it } from 'vitest';
import { confidenceOf } from './confidence.ts';
import type { Finding } from './finding.ts';
import { madeFinding } from './made-finding.contract.ts';

const finding = (part: Partial<Finding>): Finding => madeFinding({ severity: 'medium', ...part });
const of = (part: Partial<Finding>): number => confidenceOf(finding(part)).percent;
const judged = (is: 'true' | 'benign' | 'false') => ({
  verdict: { is, reason: '', by: 'aiko', at: '2026-03-10T12:00:00.000Z' },
});

it('is less for what is only unusual than for a list, and most for a fact of the log and for a sequence', () => {
  const types = [
    'Exfiltration:S3/AnomalousBehavior',
    'UnauthorizedAccess:EC2/TorClient',
    'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
    'AttackSequence:S3/CompromisedData',
  ];
  const sure = types.map((type) => of({ type }));
  expect(sure).toEqual(sure.toSorted((one, other) => one - other));
  expect(of({})).toBeGreaterThan(of({ type: types[1] ?? '' }));
});

it('takes a rule of somebody else that names no tactic for what the log says, not for what is unusual', () => {
  expect(of({ type: 'UnusualBehavior:AWS/TrailStopped' })).toBe(of({}));
});

it('grows with the surprise of a baseline and with how often it was seen', () => {
  const type = 'Exfiltration:S3/AnomalousBehavior';
  expect(of({ type, severity: 'high' })).toBeGreaterThan(of({ type }));
  expect(of({ type, count: 5 })).toBeGreaterThan(of({ type }));
});

it('is what people judged, once they have: harmless though rightly found is rightly found', () => {
  expect((['true', 'benign', 'false'] as const).map((is) => of(judged(is)))).toEqual([100, 100, 0]);
});

it('says what it rests on: the kind of finding, how often, and who judged', () => {
  const said = (part: Partial<Finding>) => confidenceOf(finding(part)).because;
  const type = 'Exfiltration:S3/AnomalousBehavior';
  expect(said({ type, severity: 'high', count: 1200 })).toEqual({
    en: 'It rests on what is usual here, but much of it is unusual at once. 1,200 events show it, so it is hardly chance.',
    ja: '普段と異なることを根拠としていますが、同時に多くの点で普段と異なっています。1,200 件のイベントがあり、偶然とは考えにくい状況です。',
  });
  expect(said({ count: 2 }).en).toBe(
    'The log says plainly that it was done; whether it was meant to be done, the log does not say.',
  );
  expect(said(judged('false')).en).toBe('aiko judged that it was wrongly found.');
});

it('follows what people judged of other findings of its rule: a little at first, then nearly alone', () => {
  const by = (right: number, wrong: number): number => confidenceOf(finding({}), { right, wrong }).percent;
  expect(by(0, 0)).toBe(of({}));
  expect([by(0, 1), by(0, 5), by(0, 50)]).toEqual([67, 40, 7]);
  expect([by(1, 0), by(50, 0)]).toEqual([83, 98]);
  expect(confidenceOf(finding(judged('true')), { right: 0, wrong: 50 }).percent).toBe(100);
  expect(confidenceOf(finding({}), { right: 1, wrong: 3 }).because.en).toMatch(
    / Of 4 judged findings of this rule 1 was right\.$/,
  );
});
