import type { Geography } from '#intel';
import { dayOf, hourLength, isInstance, type Behaviour } from './behaviour.ts';
import type { Text } from '#kernel';
import { familyOf, networkOf, placeKind } from './network.ts';
import type { Material, Noticed, Study } from './question.ts';

/** One key of an instance, at one address. */
interface Stay {
  readonly sighting: Behaviour;
  readonly address: string;
  readonly first: number;
  readonly last: number;
}

/**
 * The key of an instance used where the instance is not. An address is the instance's when it is the first that its
 * key was seen at, one that other instances of the account use too (NAT, a proxy), or a private one (an endpoint of
 * the VPC); an instance may have one of IPv4 and one of IPv6. An address that takes over for good is a new elastic
 * address, unless it is known to lie outside AWS.
 */
export const instanceKeys: Study = ({ about }, material) => {
  const seen: Seen = { material, instances: instancesAt(material), calling: instancesOf(material) };
  return [...staysByKey(material)].flatMap(([, stays]) =>
    stays.flatMap((stay) => {
      const why = strangeness(stay, stays, seen);
      return why === undefined || why.about !== about ? [] : [noticed(stay, why)];
    }),
  );
};

interface Seen {
  readonly material: Material;
  /** Instances by account and address that they called from. */
  readonly instances: ReadonlyMap<string, ReadonlySet<string>>;
  /** Instances by account, and the addresses of each. */
  readonly calling: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
}

const placeOf = ({ account, address }: Pick<Behaviour, 'account' | 'address'>): string => `${account} ${address}`;

function instancesAt({ sightings }: Material): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const one of sightings.filter(({ session }) => isInstance(session)))
    found.set(placeOf(one), (found.get(placeOf(one)) ?? new Set()).add(one.session));
  return found;
}

function instancesOf({ sightings }: Material): Map<string, Map<string, Set<string>>> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { account, session, address } of sightings.filter((one) => isInstance(one.session))) {
    const own = found.get(account) ?? new Map<string, Set<string>>();
    found.set(account, own.set(session, (own.get(session) ?? new Set()).add(address)));
  }
  return found;
}

interface Why {
  readonly about: string;
  readonly home: string;
  readonly told: Text;
}

function strangeness(stay: Stay, stays: readonly Stay[], seen: Seen): Why | undefined {
  if (isOwn(stay, seen)) return undefined;
  const home = stays.find((one) => isElse(one, stay) && one.first < stay.first);
  const inside = isAws(stay.address, seen.material.geography);
  if (inside === false && (home !== undefined || othersAreInside(stay, seen)))
    return { about: 'outside', home: home?.address ?? '', told: places.outside };
  if (home === undefined || !stays.some((one) => one.address === home.address && one.last > stay.first))
    return undefined;
  return inside === true
    ? { about: 'inside', home: home.address, told: places.inside }
    : { about: 'outside', home: home.address, told: places.unknown };
}

const places = {
  outside: { en: 'is outside AWS', ja: 'は AWS の外です' },
  inside: {
    en: 'is inside AWS, but none of this account is known there',
    ja: 'は AWS 内ですが、このアカウントのものではありません',
  },
  unknown: {
    en: 'is none of the addresses known of instances here (without a database of networks it cannot be told whether it is in AWS)',
    ja: 'はどのインスタンスのアドレスでもありません（ネットワークのデータベースがないため AWS 内かどうかは判定できません）',
  },
} satisfies Record<string, Text>;

const isElse = (one: Stay, other: Stay): boolean =>
  one.address !== other.address && familyOf(one.address) === familyOf(other.address);

/** Addresses where another instance of the account was seen too, or this role on an earlier day. */
function isOwn({ sighting, address }: Stay, { material, instances }: Seen): boolean {
  const others = (instances.get(placeOf(sighting))?.size ?? 0) > 1;
  if (others || isAws(address, material.geography) === true) return others; // a network of AWS is everybody's
  const subject = `${sighting.account} ${sighting.principal}`;
  const before = material.habits.of('actor', subject)?.before(dayOf(sighting.hour));
  return before?.surprise('network', networkOf(address)).frequency === 'frequent';
}

/** True when the instances of the account are known to call from AWS, so that one outside needs no second address. */
function othersAreInside({ sighting }: Stay, { material, calling }: Seen): boolean {
  const all = calling.get(sighting.account) ?? new Map<string, ReadonlySet<string>>();
  const others = [...all].filter(([session]) => session !== sighting.session).flatMap(([, own]) => [...own]);
  const outside = others.filter((one) => placeKind(one) === 'public' && isAws(one, material.geography) !== true);
  return others.length > 0 && outside.length === 0;
}

/** Nothing where no database tells who announces the address. */
function isAws(address: string, geography: Geography): boolean | undefined {
  const network = geography.placeOf(address)?.network;
  return network === undefined ? undefined : /\bamazon\b|\baws\b/i.test(network);
}

function staysByKey({ sightings }: Material): Map<string, Stay[]> {
  const keys = new Map<string, Map<string, Stay>>();
  for (const sighting of sightings) {
    const { session, accessKey, address, first, last } = sighting;
    if (!isInstance(session) || !accessKey.startsWith('ASIA') || placeKind(address) !== 'public') continue;
    const stays = keys.get(accessKey) ?? new Map<string, Stay>();
    const known = stays.get(address);
    keys.set(
      accessKey,
      stays.set(address, known === undefined ? { sighting, address, first, last } : { ...known, last }),
    );
  }
  return new Map([...keys].map(([key, stays]) => [key, [...stays.values()].toSorted((a, b) => a.first - b.first)]));
}

const noticed = ({ sighting, address }: Stay, { home, told }: Why): Noticed => ({
  time: sighting.hour,
  until: sighting.hour + hourLength,
  subject: `${sighting.principal}/${sighting.session}`,
  principal: sighting.principal,
  account: sighting.account,
  region: '',
  resource: sighting.session,
  sure: true,
  evidence: sighting.places,
  measured: {
    en: `The key ${sighting.accessKey} of instance ${sighting.session} was used from ${address}, which ${told.en}.${home === '' ? '' : ` The instance itself called from ${home}.`}`,
    ja: `インスタンス ${sighting.session} のキー ${sighting.accessKey} が ${address} から使われました。ここ${told.ja}。${home === '' ? '' : `インスタンス自身は ${home} から呼び出していました。`}`,
  },
});
