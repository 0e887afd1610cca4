// Opens no lake.
import { expect, test } from 'vitest';
import type { Guide } from '#attack';
import { madeFinding } from '../findings/made-finding.contract.ts';
import { levelNames, severitySentence } from './severity.ts';

const finding = madeFinding();

test('a severity is told by the context that made it, or else by what its level means', () => {
  const weigh: Guide['weigh'] = [{ to: 'high', when: { eventName: 'X' }, en: 'it is X.', ja: 'X だからです。' }];
  const sentence = (eventName: string) => severitySentence(finding, weigh, [{ event: { eventName } }]);
  expect(sentence('X')).toEqual({
    en: 'High here, because it is X.',
    ja: 'ここでは重大度を「高」としています。X だからです。',
  });
  expect(sentence('Y').en).toMatch(/^High, because legitimate work/);
  expect(severitySentence(finding, undefined, []).ja).toContain(`「${levelNames.high.ja}」`);
});

test('what the actor does regularly goes before the context that the rule names', () => {
  const habit = { en: 'mei does it daily.', ja: 'mei が毎日行っているためです。' };
  const weigh: Guide['weigh'] = [{ to: 'low', when: { eventName: 'X' }, en: 'it is X.', ja: 'X だからです。' }];
  const said = severitySentence({ severity: 'low', habit }, weigh, [{ event: { eventName: 'X' } }]);
  expect(said).toEqual({
    en: 'Low here, because mei does it daily.',
    ja: 'ここでは重大度を「低」としています。mei が毎日行っているためです。',
  });
});

test('a context that makes it another level than it has is no reason for that level', () => {
  const weigh: Guide['weigh'] = [{ to: 'low', when: { eventName: 'X' }, en: 'it is X.', ja: 'X だからです。' }];
  expect(severitySentence(finding, weigh, [{ event: { eventName: 'X' } }]).en).toMatch(/^High, because/);
});
