// Opens no lake.
import { expect, test } from 'vitest';
import { knowledge } from '#attack';
import type { Finding } from '#findings';
import { contentFolder, yamlFiles } from '#kernel';
import { madeFinding } from '../findings/made-finding.contract.ts';
import { genericGuide } from './generic-guide.ts';

const known = knowledge(await yamlFiles(`${contentFolder}/knowledge`)).knowledge;

test('a rule that explains nothing is explained by its technique, else by its tactic, else by its author', () => {
  const why = (said: Partial<Finding>) => genericGuide(madeFinding(said), known).explain.en.why;
  const technique = known.technique('T1562.008')?.about.en;
  expect(technique).toBeTruthy();
  expect(why({ techniques: ['T0000', 'T1562.008'], tactics: ['impact'] })).toBe(technique);
  expect(why({ techniques: ['T0000'], tactics: ['impact'] })).toBe(known.tactic('impact')?.about.en);
  expect(why({})).toContain('considers the behaviour worth a look');
});

test('the answer fits calls or traffic, and names the rule', () => {
  const first = (source: string) => genericGuide(madeFinding({ source }), known).respond[0]?.en;
  expect(first('cloudtrail')).toContain('owner of the principal');
  expect(first('vpcflow')).toContain('interface or address');
  expect(genericGuide(madeFinding({ title: { en: 'Odd', ja: '妙' } }), known).explain.ja.how).toContain('「妙」');
});
