import { kilometresBetween, type Geography, type Place } from '#intel';
import { apart, grouped } from '#kernel';
import { actorInWords, actorOf, dayOf, isInstance, isPersons, type Behaviour } from './behaviour.ts';
import { placeKind } from './network.ts';
import type { Material, Noticed, Question, Study } from './question.ts';
import { subjectsOf, traitsOf } from './traits.ts';

/** A caller at a place of the world. */
interface Stop {
  readonly sighting: Behaviour;
  readonly place: Place;
}

/**
 * One person at two places between which nobody travels so fast. Needs a database of positions. Roles of programs run
 * in many places at once and are left out, as is what leaves through a cloud or a VPN, and a network that the person
 * used before: who works through two networks at the same time does so every day.
 */
export const impossibleTravel: Study = (question, material) => {
  if (!material.geography.knows.positions) return [];
  const stops = material.sightings.filter(isPersonal).flatMap((sighting): Stop[] => {
    const place = placeOf(sighting, material.geography);
    return place === undefined ? [] : [{ sighting, place }];
  });
  const routes = grouped(stops, ({ sighting }) => subjectsOf(sighting).actor);
  return [...routes.values()].flatMap((route) => jumpsIn(route, question, material));
};

const isPersonal = (sighting: Behaviour): boolean =>
  (sighting.principalType === 'IAMUser' ||
    sighting.principalType === 'Root' ||
    sighting.principalType === 'IdentityCenterUser' ||
    isPersons(sighting.principal, sighting.session)) &&
  !isInstance(sighting.session) &&
  placeKind(sighting.address) === 'public' &&
  sighting.error === '';

/** Machines in clouds, and exits of VPNs: the address says where the machine stands, not where the person is. */
const elsewhere =
  /amazon|aws|google|microsoft|azure|cloud|hosting|vpn|zscaler|netskope|akamai|fastly|digitalocean|ovh|hetzner|linode|datacamp|m247/i;

function placeOf({ address }: Behaviour, geography: Geography): Place | undefined {
  const place = geography.placeOf(address);
  return place?.latitude === undefined || elsewhere.test(place.network ?? '') ? undefined : place;
}

function jumpsIn(stops: readonly Stop[], question: Question, material: Material): Noticed[] {
  const inOrder = stops.toSorted((a, b) => a.sighting.first - b.sighting.first || a.sighting.last - b.sighting.last);
  return inOrder.flatMap((to, at) => {
    if (isConsole(to.sighting) !== (question.about === 'console') || isUsual(to.sighting, material)) return [];
    const from = inOrder.slice(0, at).findLast(({ sighting }) => sighting.address !== to.sighting.address);
    return from === undefined ? [] : jump(from, to, question);
  });
}

const isConsole = ({ action }: Behaviour): boolean => action === 'ConsoleLogin';

/** True for a network that the person used on an earlier day. */
function isUsual(sighting: Behaviour, { habits, geography }: Material): boolean {
  const known = habits.of('actor', subjectsOf(sighting).actor)?.before(dayOf(sighting.hour));
  const traits = traitsOf(sighting, geography);
  return (['system', 'network'] as const).some((dimension) => {
    const value = traits[dimension];
    return value !== undefined && known !== undefined && known.surprise(dimension, value).frequency !== 'unseen';
  });
}

function jump(from: Stop, to: Stop, question: Question): Noticed[] {
  const kilometres = kilometresBetween(from.place, to.place) ?? 0;
  const hours = Math.max(0, to.sighting.first - from.sighting.last) / 3_600_000;
  if (kilometres < question.threshold('kilometres') || kilometres < hours * question.threshold('kilometresAnHour'))
    return [];
  const { sighting } = to;
  const minutes = Math.round(hours * 60);
  const [whence, whither] = [said(from), said(to)];
  const far = Math.round(kilometres).toLocaleString('en');
  const actor = actorInWords(sighting);
  return [
    {
      time: sighting.hour,
      until: sighting.hour + 3_600_000,
      subject: actorOf(sighting),
      principal: sighting.principal,
      account: sighting.account,
      region: '',
      resource: '',
      sure: true,
      evidence: [...to.sighting.places, ...from.sighting.places].slice(0, 10),
      measured: {
        en: `${actor.en} was at ${whence.en} and ${minutes} minutes later at ${whither.en}, ${far} km away.`,
        ja: `${apart(actor.ja)}は ${whence.ja}から使われ、${minutes} 分後に ${far} km 離れた ${whither.ja}から使われました。`,
      },
    },
  ];
}

function said({ sighting: { address }, place: { city, countryName } }: Stop): { en: string; ja: string } {
  const named = (country: string | undefined): string => [city, country].filter(Boolean).join(', ');
  return {
    en: `${address} (${named(countryName?.en)})`,
    ja: `${address}（${named(countryName?.ja)}）`,
  };
}
