import { grouped } from '#kernel';
import {
  byTime,
  isAgainstRecovery,
  isDestruction,
  isEarly,
  isGrave,
  isOfBucket,
  isSign,
  isSurprise,
  nameOf,
  rank,
  tacticOf,
  type Deed,
} from './deed.ts';
import type { SequenceRule } from './sequence-rule.ts';

/** Steps of one actor within a day that belong together. */
export interface Sequence {
  /** Where the day of it begins, milliseconds since 1970. */
  readonly time: number;
  readonly until: number;
  readonly actor: string;
  /** At least two, in the order of time. */
  readonly deeds: readonly Deed[];
}

/** A day, looked at anew every six hours. */
export const sequenceSpan = 86_400_000;
const step = sequenceSpan / 4;

/**
 * The attacks among deeds. Of windows that overlap those stay whose deeds no other one has all of.
 * INVARIANT: what is found depends on the deeds alone, in whatever order they come.
 */
export function sequencesIn(deeds: readonly Deed[], rule: SequenceRule): Sequence[] {
  return [...grouped(deeds, ({ actor }) => actor)].flatMap(([actor, own]) => greatest(windowsOf(actor, own, rule)));
}

function windowsOf(actor: string, own: readonly Deed[], rule: SequenceRule): Sequence[] {
  const inOrder = own.toSorted(byTime);
  const cells = new Set(inOrder.flatMap(({ claim }) => cellsAt(claim.event.time)));
  return [...cells]
    .toSorted((a, b) => a - b)
    .map((time): Sequence => {
      const within = inOrder.filter(({ claim: { event } }) => event.time >= time && event.time < time + sequenceSpan);
      return { time, until: time + sequenceSpan, actor, deeds: within };
    })
    .filter(({ deeds }) => isAttack(deeds, rule));
}

const cellsAt = (time: number): number[] => {
  const last = Math.floor(time / step) * step;
  return [last, last - step, last - 2 * step, last - 3 * step];
};

/** Leaves out a window whose deeds are all in another; of equal ones the first stays. */
function greatest(windows: readonly Sequence[]): Sequence[] {
  const names = new Map(windows.map((window) => [window, new Set(window.deeds.map(nameOf))]));
  const holds = (all: Sequence, some: Sequence): boolean =>
    [...(names.get(some) ?? [])].every((name) => names.get(all)?.has(name));
  return windows.filter(
    (one) =>
      !windows.some((other) => other !== one && holds(other, one) && (!holds(one, other) || other.time < one.time)),
  );
}

/**
 * A sign that somebody else holds the credentials, several tactics, and what attacks are for after how they begin.
 * Without a sign more tactics are needed, and several deeds that are bad by themselves: an administrator who makes a
 * user and gives it rights does two.
 */
function isAttack(deeds: readonly Deed[], { sequence, thresholds }: SequenceRule): boolean {
  const graves = new Set(deeds.filter(isGrave).map(({ claim }) => claim.rule));
  const signed = deeds.some(isSign);
  const enough = signed
    ? tacticsIn(deeds) >= thresholds.tactics
    : tacticsIn(deeds.filter(isMore)) >= thresholds.tacticsAlone && graves.size >= thresholds.gravesAlone;
  const attacked = (enough && isInOrder(deeds)) || destroys(deeds, thresholds.destroyed);
  return attacked && (sequence === 'credentials' || takesData(deeds));
}

/** Data and the means to get it back destroyed in several ways: extortion, whoever holds the credentials. */
function destroys(deeds: readonly Deed[], enough: number): boolean {
  const destroying = deeds.filter((deed) => isDestruction(deed) && rank(deed.claim.severity) >= rank('medium'));
  const kinds = new Set(destroying.map(({ claim }) => claim.rule));
  return kinds.size >= enough && destroying.some(isAgainstRecovery);
}

const tacticsIn = (deeds: readonly Deed[]): number => new Set(deeds.map(tacticOf).filter(Boolean)).size;

/** More than a record, which everybody's day is full of. */
const isMore = ({ claim }: Deed): boolean => claim.severity !== 'informational';

/** Something that matters came after a beginning. */
function isInOrder(deeds: readonly Deed[]): boolean {
  const first = deeds.find((deed) => isEarly(deed) || isSign(deed));
  const last = deeds.findLast((deed) => !isEarly(deed) && matters(deed));
  return first !== undefined && last !== undefined && first.claim.rule !== last.claim.rule && byTime(first, last) <= 0;
}

/** Habits that do not fit tell who it is; what is done must be bad for other reasons too, or whoever mends things at night from home would be an attack. */
const matters = (deed: Deed): boolean => rank(deed.claim.severity) >= rank(isSurprise(deed) ? 'high' : 'medium');

/** Two kinds of deeds on buckets, of which one takes, opens or destroys what is in them. */
function takesData(deeds: readonly Deed[]): boolean {
  const own = deeds.filter(isOfBucket);
  const kinds = new Set(own.map(({ claim }) => claim.rule));
  return kinds.size >= 2 && own.some((deed) => !isEarly(deed) && rank(deed.claim.severity) >= rank('medium'));
}
