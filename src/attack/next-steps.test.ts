import { expect, test } from 'vitest';
import type { Follow } from './entries.ts';
import { nextSteps } from './next-steps.ts';

const nobody = { en: '', ja: '' };
const after = (known: Partial<Follow['after']>, ...logs: string[]): Follow => ({
  after: { calls: [], techniques: [], tactics: [], refused: false, ...known },
  steps: logs.map((log) => ({ log, step: nobody, why: nobody })),
});
const logs = (follows: readonly Follow[], position: Parameters<typeof nextSteps>[1]): string[] =>
  nextSteps(follows, position).map(({ log }) => log);

test('what is known of the call comes before what is known of the technique, its parent and the tactic', () => {
  const follows = [
    after({ tactics: ['defense-evasion'] }, 'iam:OfTactic'),
    after({ techniques: ['T1562'] }, 'iam:OfParent'),
    after({ techniques: ['T1562.008'] }, 'iam:OfTechnique'),
    after({ calls: ['cloudtrail:StopLogging'] }, 'iam:OfCall'),
  ];
  const position = { calls: ['cloudtrail:StopLogging'], techniques: ['t1562.008'], tactics: ['defense_evasion'] };
  expect(logs(follows, position)).toEqual(['iam:OfCall', 'iam:OfTechnique', 'iam:OfParent', 'iam:OfTactic']);
});

test('a technique says nothing of another that has the same parent', () => {
  const follows = [after({ techniques: ['T1562.001'] }, 'iam:Other')];
  expect(logs(follows, { techniques: ['T1562.008'] })).toEqual([]);
  expect(logs(follows, { techniques: ['T1562'] })).toEqual([]);
});

test('calls are the same however their letters are written', () => {
  expect(logs([after({ calls: ['iam:CreateUser'] }, 'iam:CreateAccessKey')], { calls: ['IAM:createuser'] })).toEqual([
    'iam:CreateAccessKey',
  ]);
});

test('what was made already is no next step, and no step comes twice', () => {
  const follows = [
    after({ calls: ['iam:CreateUser'] }, 'iam:CreateUser', 'iam:CreateAccessKey'),
    after({ tactics: ['persistence'] }, 'iam:createAccessKey', 'iam:AttachUserPolicy'),
  ];
  const position = { calls: ['iam:CreateUser'], tactics: ['persistence'] };
  expect(logs(follows, position)).toEqual(['iam:CreateAccessKey', 'iam:AttachUserPolicy']);
});

test('eight are told at most, the first ones', () => {
  const many = Array.from({ length: 12 }, (_, index) => `iam:Step${index}`);
  expect(logs([after({ tactics: ['impact'] }, ...many)], { tactics: ['impact'] })).toEqual(many.slice(0, 8));
});

test('who stands nowhere goes nowhere', () => {
  expect(logs([after({ tactics: ['impact'] }, 'iam:DeleteUser')], {})).toEqual([]);
});

test('after a refused call comes what follows a refusal, and never what the call would have opened', () => {
  const follows = [
    after({ calls: ['iam:CreateUser'] }, 'iam:CreateAccessKey'),
    after({ refused: true }, 'sts:AssumeRole', 'iam:CreateUser'),
    after({ refused: true, tactics: ['persistence'] }, 'iam:CreateLoginProfile'),
  ];
  const position = { calls: ['iam:CreateUser'], tactics: ['persistence'] };
  expect(logs(follows, { ...position, refused: true })).toEqual(['iam:CreateLoginProfile', 'sts:AssumeRole']);
  expect(logs(follows, position)).toEqual(['iam:CreateAccessKey']);
});
