import { addresses } from './addresses.ts';
import { accessKeyId, resourceId } from './aws-names.ts';
import { dayLength, hourAt, hourLength, minute, tokyoMidnight } from './clock-of-work.ts';
import { role, type Role } from './company.ts';
import { networkInterface, vpcs, type NetworkInterface, type Vpc } from './network.ts';
import { Random } from './random.ts';

/** A machine, from its launch to its end. Times are milliseconds; those outside the simulation are infinite. */
export interface Instance extends NetworkInterface {
  readonly instance: string;
  readonly group: Group;
  readonly role: Role;
  readonly vpcOf: Vpc;
  readonly image: string;
  readonly type: string;
  readonly from: number;
  readonly to: number;
  /** Address under which the world sees its calls. */
  readonly seenAs: string;
}

export type Group = 'orders-web' | 'menu-worker' | 'bastion' | 'staging-web';

export interface Fleet {
  readonly instances: readonly Instance[];
  /** Those that exist at some moment from `from` to `to`. */
  between(from: number, to: number): Instance[];
}

interface GroupRules {
  readonly vpc: Vpc;
  readonly type: string;
  /** Instances that are there all the time. */
  readonly base: number;
  /** Instances more during a part of each working day: from, to (hours in Tokyo). */
  readonly more?: readonly [count: number, from: number, to: number];
  readonly seenAs: string;
  /** Number that tells the groups' addresses apart. */
  readonly tier: number;
}

export const groups: Readonly<Record<Group, GroupRules>> = {
  'orders-web': {
    vpc: vpcs.production,
    type: 'm7g.large',
    base: 2,
    more: [2, 8, 20],
    seenAs: addresses.productionNat,
    tier: 64,
  },
  'menu-worker': {
    vpc: vpcs.production,
    type: 'c7g.xlarge',
    base: 1,
    more: [1, 1, 4],
    seenAs: addresses.productionNat,
    tier: 96,
  },
  bastion: { vpc: vpcs.production, type: 't4g.micro', base: 1, seenAs: addresses.bastion, tier: 2 },
  'staging-web': {
    vpc: vpcs.staging,
    type: 't4g.medium',
    base: 1,
    more: [1, 9, 19],
    seenAs: addresses.stagingNat,
    tier: 64,
  },
};

const groupNames = ['orders-web', 'menu-worker', 'bastion', 'staging-web'] as const;
export const image = 'ami-0c3fd0f5d33134a76';

/** Which machines there are and when: known before the first event, from the seed alone. */
export function planFleet(seed: number, span: { start: number; until: number; factor: number }): Fleet {
  const instances = groupNames.flatMap((group) => {
    const random = new Random(`${seed}/fleet/${group}`);
    return lives(group, span, random).map((life, index) => launch(group, life, index, random));
  });
  return { instances, between: (from, to) => instances.filter((one) => one.from < to && one.to > from) };
}

type Life = readonly [from: number, to: number];

/** Launch and end of every machine of a group. The base is replaced once a week, by a release. */
function lives(group: Group, span: { start: number; until: number; factor: number }, random: Random): Life[] {
  const { base, more } = groups[group];
  const all: Life[] = [];
  const count = (figure: number): number =>
    group === 'bastion' ? figure : Math.max(1, Math.round(figure * span.factor));
  for (let index = 0; index < count(base); index++) all.push(...replacements(group, span, random));
  if (!more) return all;
  const [extra, from, to] = more;
  for (let day = tokyoMidnight(span.start); day < span.until; day += dayLength) {
    if (hourAt(day).dayOff) continue;
    for (let index = 0; index < count(extra); index++) {
      const begin = day + from * hourLength + random.below(40 * minute);
      if (begin >= span.start) all.push([begin, day + to * hourLength + random.below(40 * minute)]);
    }
  }
  return all;
}

function replacements(group: Group, span: { start: number; until: number }, random: Random): Life[] {
  if (group === 'bastion') return [[-Infinity, Infinity]];
  const all: Life[] = [];
  let from = -Infinity;
  let next = span.start + random.between(20, 160) * hourLength;
  while (next < span.until) {
    all.push([from, next + random.between(4, 9) * minute]); // the old one goes when the new one is healthy
    from = next;
    next += random.between(150, 186) * hourLength;
  }
  return [...all, [from, Infinity]];
}

function launch(group: Group, [from, to]: Life, index: number, random: Random): Instance {
  const { vpc, type, seenAs, tier } = groups[group];
  const instance = `i-0${random.hex(16)}`;
  const address = `${vpc.prefix}.${tier + (Math.floor(index / 240) % 32)}.${10 + (index % 240)}`;
  const place = { tier: group === 'bastion' ? 'public' : 'private', address, index, instance };
  return {
    ...networkInterface(vpc, instance, place),
    instance,
    group,
    role: role(vpc.account, `${group}-instance`),
    vpcOf: vpc,
    image,
    type,
    from,
    to,
    seenAs,
  };
}

const rotation = 6 * hourLength;

/** The temporary key that an instance holds at a time: it gets a new one every six hours. */
export function instanceKey(
  seed: number,
  instance: Instance,
  start: number,
  time: number,
): { key: string; since: number } {
  const first = Math.max(instance.from, start);
  const turn = Math.floor((time - first) / rotation);
  const random = new Random(`${seed}/instance key/${instance.instance}/${turn}`);
  return { key: accessKeyId('ASIA', instance.account, random), since: first + turn * rotation };
}

export const launchTemplate = (group: Group): string => resourceId('lt', group);
