import { dayOf, type Behaviour } from './behaviour.ts';
import type { Habits, HabitsBefore, Surprise } from './habits.ts';
import { amountIn, scopes, subjectsOf, type Dimension, type Scope, type Traits } from './traits.ts';

/** Everything that is known of who does what when. */
export interface KnownHabits {
  of(scope: Scope, subject: string): Habits | undefined;
}

/** A group of dimensions that say nearly the same: only the most surprising counts, up to so many bits. */
export interface Aspect {
  readonly name: 'where' | 'with' | 'what' | 'region' | 'bucket' | 'outcome' | 'when' | 'amount';
  readonly of: readonly Dimension[];
  readonly most: number;
}

export const aspects: readonly Aspect[] = [
  { name: 'where', of: ['system', 'network', 'country'], most: 8 },
  { name: 'with', of: ['tool'], most: 6 },
  { name: 'what', of: ['action', 'service'], most: 8 },
  { name: 'region', of: ['region'], most: 5 },
  { name: 'bucket', of: ['bucket'], most: 6 },
  { name: 'amount', of: ['amount'], most: 6 },
  { name: 'outcome', of: ['error'], most: 3 },
  { name: 'when', of: ['hour'], most: 3 },
];

/** An aspect that is unusual, with what stands behind it. */
export interface Unusual {
  readonly aspect: Aspect['name'];
  readonly dimension: Dimension;
  readonly value: string;
  readonly bits: number;
  readonly frequency: Surprise['frequency'];
  /** What is usual instead, the most usual first. */
  usual(): readonly string[];
}

/** How far a behaviour is from what its caller, or those like them, do. */
export interface Score {
  readonly bits: number;
  readonly unusual: readonly Unusual[];
  /** Whose habits it was compared with: the narrowest that are known well enough. */
  readonly comparedWith: Scope;
  readonly activeDays: number;
}

/** Less than this is not worth a word: it happens once in five times. */
const leastBits = 2.3;

/** Compares a behaviour with what was usual before its day; undefined while nobody is known well enough. */
export function scoreOf(behaviour: Behaviour, traits: Traits, known: KnownHabits): Score | undefined {
  const subjects = subjectsOf(behaviour);
  const day = dayOf(behaviour.hour);
  const levels = scopes.flatMap((scope) => {
    const before = known.of(scope, subjects[scope])?.before(day);
    return before?.learnt === true ? [{ scope, before }] : [];
  });
  const [narrowest] = levels;
  if (narrowest === undefined) return undefined;
  const views = [...new Set(levels.map(({ before }) => before))]; // a role that nobody shares is its actor: one circle
  const unusual = aspects.flatMap((aspect) => unusualIn(aspect, traits, views));
  return {
    bits: unusual.reduce((sum, { bits }) => sum + bits, 0),
    unusual: unusual.toSorted((a, b) => b.bits - a.bits),
    comparedWith: narrowest.scope,
    activeDays: narrowest.before.activeDays,
  };
}

function unusualIn({ name, of, most }: Aspect, traits: Traits, views: readonly HabitsBefore[]): Unusual[] {
  const found = of.flatMap((dimension) => {
    const value = traits[dimension];
    return value === undefined ? [] : surpriseOf(dimension, value, views);
  });
  const [worst] = found.toSorted((a, b) => b.bits - a.bits);
  if (worst === undefined || worst.bits < leastBits) return [];
  return [{ aspect: name, ...worst, bits: Math.min(most, worst.bits) }];
}

/**
 * What is new for the narrowest subject may be daily work for those around: the wider circle says how much of a
 * novelty it is, and counts half.
 */
function surpriseOf(dimension: Dimension, value: string, views: readonly HabitsBefore[]): Omit<Unusual, 'aspect'>[] {
  if (dimension === 'amount') return views.slice(0, 1).flatMap((narrowest) => amountOf(value, narrowest));
  const [view, wider] = views.filter((one) => one.knows(dimension));
  if (view === undefined) return [];
  const { frequency, bits } = view.surprise(dimension, value);
  const around = frequency === 'unseen' ? (wider?.surprise(dimension, value).bits ?? 0) / 2 : 0;
  return [{ dimension, value, frequency, bits: bits + around, usual: () => view.usual(dimension) }];
}

/** From so many calls an hour on (2 to this power) an amount is worth a look, and each doubling of the most ever counts so many bits. */
const [leastMagnitude, bitsPerDoubling] = [6, 2];

function amountOf(value: string, view: HabitsBefore): Omit<Unusual, 'aspect'>[] {
  const { call, magnitude } = amountIn(value);
  if (magnitude < leastMagnitude) return [];
  const greatest = view.greatest(call);
  if (magnitude <= greatest) return [];
  const before = Math.max(greatest, leastMagnitude - 3); // smaller amounts are not kept
  return [
    {
      dimension: 'amount',
      value,
      frequency: 'unseen',
      bits: (magnitude - before) * bitsPerDoubling,
      usual: () => [String(2 ** (before + 1) - 1)],
    },
  ];
}
