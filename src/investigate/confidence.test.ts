// Opens no lake.
import { expect, test } from 'vitest';
import { madeFinding } from '../findings/made-finding.contract.ts';
import { confidenceSentence } from './confidence.ts';

const named = (type: string, judged?: { right: number; wrong: number }): string =>
  confidenceSentence(madeFinding({ type }), judged).en.replace(/ of 100.*/s, '');

test('a confidence has a name, and the figure behind it', () => {
  expect(named('AttackSequence:S3/CompromisedData')).toMatch(/^Confidence: high \((?:8[5-9]|9\d)$/);
  expect(named('Stealth:IAMUser/CloudTrailLoggingDisabled')).toBe('Confidence: medium (80');
  expect(named('Stealth:IAMUser/CloudTrailLoggingDisabled', { right: 0, wrong: 50 })).toBe('Confidence: low (7');
});

test('Japanese tells the same', () => {
  expect(confidenceSentence(madeFinding()).ja).toMatch(/^信頼度：中（100 点中 80 点）。/);
});
