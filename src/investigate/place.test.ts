// Opens no lake.
import { expect, test } from 'vitest';
import { factsOf, inWords } from './place.ts';

test('a place is named from near to far in English, from far to near in Japanese', () => {
  const place = { city: 'Tokyo', country: 'JP', countryName: { en: 'Japan', ja: '日本' }, asn: 64_500, network: 'Net' };
  expect(inWords(place)).toEqual({ en: 'Tokyo, Japan, Net', ja: '日本、Tokyo、Net' });
  expect(factsOf(place).map(({ label, value, meaning }) => `${label.en}: ${meaning?.en ?? value}`)).toEqual([
    'Country: Japan',
    'City: Tokyo',
    'Network: AS64500 Net',
  ]);
});

test('of a place that is not known nothing is said', () => {
  expect([inWords(undefined), factsOf(undefined)]).toEqual([{ en: '', ja: '' }, []]);
  expect(factsOf({ network: 'Net' }).map(({ value }) => value)).toEqual(['Net']);
});
