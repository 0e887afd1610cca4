// Opens no lake.
import { expect, test } from 'vitest';
import { knowledge, type Guide } from '#attack';
import type { Finding } from '#findings';
import { contentFolder, yamlFiles } from '#kernel';
import { callOf } from './call-of.ts';
import { genericGuide } from './generic-guide.ts';
import { factsOf, inWords } from './place.ts';
import { levelNames, severitySentence } from './severity.ts';

test('a call is named by service and action, and other logs have none', () => {
  expect(callOf({ eventSource: 'lambda.amazonaws.com', eventName: 'Invoke20150331v2' })).toEqual(['lambda:Invoke']);
  expect([callOf({}), callOf({ eventSource: 7, eventName: 'X' })]).toEqual([[], []]);
});

test('a place is named from near to far in English, from far to near in Japanese', () => {
  const place = { city: 'Tokyo', country: 'JP', countryName: { en: 'Japan', ja: '日本' }, asn: 64_500, network: 'Net' };
  expect(inWords(place)).toEqual({ en: 'Tokyo, Japan, Net', ja: '日本、Tokyo、Net' });
  expect(factsOf(place).map(({ label, value }) => `${label.en}: ${value}`)).toEqual([
    'Country: JP',
    'City: Tokyo',
    'Network: AS64500 Net',
  ]);
});

test('of a place that is not known nothing is said', () => {
  expect([inWords(undefined), factsOf(undefined)]).toEqual([{ en: '', ja: '' }, []]);
  expect(factsOf({ network: 'Net' }).map(({ value }) => value)).toEqual(['Net']);
});

const finding: Finding = {
  id: 'id',
  rule: 'rule',
  type: 'Impact:IAMUser/Odd',
  title: { en: 'Odd', ja: '妙' },
  severity: 'high',
  account: '111122223333',
  region: 'eu-west-1',
  source: 'cloudtrail',
  principal: '',
  resource: '',
  count: 1,
  firstSeen: '2026-11-26T12:00:00Z',
  lastSeen: '2026-11-26T12:00:00Z',
  createdAt: '2026-11-26T12:00:00Z',
  updatedAt: '2026-11-26T12:00:00Z',
  archived: false,
  tactics: [],
  techniques: [],
};
const known = knowledge(await yamlFiles(`${contentFolder}/knowledge`)).knowledge;

test('a rule that explains nothing is explained by its technique, else by its tactic, else by its author', () => {
  const why = (said: Partial<Finding>) => genericGuide({ ...finding, ...said }, known).explain.en.why;
  const technique = known.technique('T1562.008')?.about.en;
  expect(technique).toBeTruthy();
  expect(why({ techniques: ['T0000', 'T1562.008'], tactics: ['impact'] })).toBe(technique);
  expect(why({ techniques: ['T0000'], tactics: ['impact'] })).toBe(known.tactic('impact')?.about.en);
  expect(why({})).toContain('considers the behaviour worth a look');
});

test('the answer fits calls or traffic, and names the rule', () => {
  const first = (source: string) => genericGuide({ ...finding, source }, known).respond[0]?.en;
  expect(first('cloudtrail')).toContain('owner of the principal');
  expect(first('vpcflow')).toContain('interface or address');
  expect(genericGuide(finding, known).explain.ja.how).toContain('「妙」');
});

test('a severity is told by the context that made it, or else by what its level means', () => {
  const weigh: Guide['weigh'] = [{ to: 'high', when: { eventName: 'X' }, en: 'it is X.', ja: 'X だからです。' }];
  const sentence = (eventName: string) => severitySentence(finding, weigh, [{ event: { eventName } }]);
  expect(sentence('X')).toEqual({
    en: 'High here, because it is X.',
    ja: 'ここでは重大度を「高」としています。X だからです。',
  });
  expect(sentence('Y').en).toMatch(/^High, because honest people/);
  expect(severitySentence(finding, undefined, []).ja).toContain(`「${levelNames.high.ja}」`);
});
