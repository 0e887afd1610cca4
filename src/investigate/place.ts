import type { Place } from '#intel';
import type { Text } from '#kernel';
import type { Fact } from './actor.ts';

/** A place as a sentence names it: `Tokyo, Japan, Example Net`. Empty where nothing is known. */
export function inWords(place: Place | undefined): Text {
  const { city, countryName, network } = place ?? {};
  return {
    en: known([city, countryName?.en, network]).join(', '),
    ja: known([countryName?.ja, city, network]).join('、'),
  };
}

const known = (parts: readonly (string | undefined)[]): string[] => parts.flatMap((part) => part ?? []);

/** What the databases tell of an address, as facts of the actor. */
export function factsOf(place: Place | undefined): Fact[] {
  const { country, countryName, city, asn, network } = place ?? {};
  const told: readonly (readonly [Text, string, (Text | undefined)?])[] = [
    [{ en: 'Country', ja: '国' }, country ?? '', countryName],
    [{ en: 'City', ja: '都市' }, city ?? ''],
    [{ en: 'Network', ja: 'ネットワーク' }, [asn === undefined ? '' : `AS${asn}`, network].filter(Boolean).join(' ')],
  ];
  return told.flatMap(([label, value, meaning]) =>
    value === '' ? [] : [{ label, value, ...(meaning === undefined ? {} : { meaning }) }],
  );
}
