import type { Knowledge } from '#attack';
import type { Geography } from '#intel';
import { BaselineMemory } from './baseline-memory.ts';
import { inTest, nameOfTest } from './in-test.ts';
import type { Judge } from './judge.ts';
import type { RuleOutcome } from './rule-tests.ts';
import { eventsOfTest } from './window-tests.ts';

/** Runs every test that stands in the rules over baselines of a book. */
export function testBaselines({ book, sources }: Judge, knowledge: Knowledge): RuleOutcome[] {
  return book.baselines.flatMap((rule) => {
    const claimed = book.claimed(rule.id);
    return (claimed?.guide?.tests ?? []).map((test, index): RuleOutcome => {
      const alone = { ...book, baselines: [rule] };
      using memory = new BaselineMemory(alone, { knowledge, geography: geographyOfTests });
      const name = nameOfTest(test, index);
      memory.take(inTest({ file: rule.file, name }, () => eventsOfTest(test, sources)));
      const expected = 'fires' in test ? 'fires' : 'quiet';
      return {
        file: rule.file,
        rule: claimed?.title.en ?? rule.title,
        name,
        expected,
        passed: memory.alerts().length > 0 === (expected === 'fires'),
      };
    });
  });
}

const tokyo = {
  country: 'JP',
  countryName: { en: 'Japan', ja: '日本' },
  city: 'Tokyo',
  latitude: 35.68,
  longitude: 139.69,
};
const london = {
  country: 'GB',
  countryName: { en: 'United Kingdom', ja: 'イギリス' },
  city: 'London',
  latitude: 51.5,
  longitude: -0.12,
};
const osaka = {
  country: 'JP',
  countryName: { en: 'Japan', ja: '日本' },
  city: 'Osaka',
  latitude: 34.69,
  longitude: 135.5,
};
const virginia = {
  country: 'US',
  countryName: { en: 'United States', ja: 'アメリカ合衆国' },
  latitude: 38.95,
  longitude: -77.45,
};

/** Where tests say that addresses are, which are set aside for documents and belong to nobody. */
const places = [
  ['192.0.2.', { ...tokyo, asn: 64_496, network: 'Example Office' }],
  ['198.51.100.', { ...london, asn: 64_497, network: 'Example Broadband' }],
  ['203.0.113.', { ...osaka, asn: 64_498, network: 'Example Mobile' }],
  ['2001:db8:a:', { ...virginia, asn: 14_618, network: 'Amazon.com, Inc.' }],
  ['2001:db8:b:', { ...london, asn: 64_499, network: 'Example Cloud VPN' }],
  ['2001:db8:c:', { ...london, asn: 64_497, network: 'Example Broadband' }],
] as const;

/** Knows where those addresses are, and nothing else. */
export const geographyOfTests: Geography = {
  knows: { countries: true, positions: true, networks: true },
  placeOf: (address) => places.find(([start]) => address.startsWith(start))?.[1],
};
