import { amountIn, type Dimension } from './traits.ts';

/** How many days back a baseline looks. */
export const memoryDays = 30;
/** So long after its first day, and on so many days with anything, a subject is known well enough to judge it. */
export const learning = { days: 7, activeDays: 4 } as const;
/** After so many days a day counts half. */
const halfLife = 14;

/** How usual a value is. */
export type Frequency = 'frequent' | 'infrequent' | 'rare' | 'unseen';

/** What a baseline says of one value on one day. */
export interface Surprise {
  readonly frequency: Frequency;
  /** How surprising, in bits: 3 is what happens once in eight times. */
  readonly bits: number;
}

/** The days (since 1970) on which one subject was seen, by dimension and value. */
export class Habits {
  private readonly values = new Map<string, Map<string, readonly number[]>>();
  private readonly days = new Set<number>();
  private readonly views = new Map<number, HabitsBefore>();

  /** The days must be in order, each once. */
  add(dimension: Dimension, value: string, days: readonly number[]): void {
    const known = this.values.get(dimension) ?? new Map<string, readonly number[]>();
    known.set(value, days);
    this.values.set(dimension, known);
    for (const day of days) this.days.add(day);
    this.views.clear();
  }

  /** What was known before a day began. */
  before(day: number): HabitsBefore {
    const view = this.views.get(day) ?? new HabitsBefore(day, this.values, this.days);
    this.views.set(day, view);
    return view;
  }
}

/** The habits of a subject as they were before a day. */
export class HabitsBefore {
  /** Days since the first in memory, and on how many of them there was anything. */
  readonly age: number;
  readonly activeDays: number;
  private readonly weight: number;
  private readonly novelties = new Map<Dimension, number>();
  private readonly known = new Map<Dimension, boolean>();
  private readonly surprises = new Map<string, Surprise>();
  private readonly day: number;
  private readonly values: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

  constructor(
    day: number,
    values: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>,
    days: ReadonlySet<number>,
  ) {
    this.day = day;
    this.values = values;
    const active = [...days].filter((one) => this.isRemembered(one));
    this.age = active.length === 0 ? 0 : day - Math.min(...active);
    this.activeDays = active.length;
    this.weight = active.reduce((sum, one) => sum + this.weightOf(one), 0);
  }

  get learnt(): boolean {
    return this.age >= learning.days && this.activeDays >= learning.activeDays;
  }

  /** True when there is anything to compare a value of this dimension with. */
  knows(dimension: Dimension): boolean {
    const known = this.known.get(dimension) ?? this.pairsOf(dimension).length > 0;
    this.known.set(dimension, known);
    return known;
  }

  surprise(dimension: Dimension, value: string): Surprise {
    const key = `${dimension} ${value}`;
    const known = this.surprises.get(key) ?? this.surpriseOf(dimension, value);
    this.surprises.set(key, known);
    return known;
  }

  private surpriseOf(dimension: Dimension, value: string): Surprise {
    const seen = this.daysOf(dimension, value);
    if (seen.length === 0) return { frequency: 'unseen', bits: this.noveltyOf(dimension) };
    const share = seen.reduce((sum, one) => sum + this.weightOf(one), 0) / this.weight;
    if (share >= 1 / 3) return { frequency: 'frequent', bits: 0 };
    return { frequency: share >= 0.1 ? 'infrequent' : 'rare', bits: -Math.log2(share) };
  }

  /** The greatest magnitude in which a call was made in an hour; -1 for never. */
  greatest(call: string): number {
    const amounts = [...(this.values.get('amount')?.entries() ?? [])];
    return amounts.reduce((most, [value, days]) => {
      const amount = amountIn(value);
      return amount.call === call && days.some((one) => this.isRemembered(one))
        ? Math.max(most, amount.magnitude)
        : most;
    }, -1);
  }

  /** On how many days a value was seen. */
  daysWith(dimension: Dimension, value: string): number {
    return this.daysOf(dimension, value).length;
  }

  /** The values seen on most days, the most usual first. */
  usual(dimension: Dimension, most = 3): string[] {
    return this.pairsOf(dimension)
      .toSorted(([one, days], [other, others]) => others.length - days.length || (one < other ? -1 : 1))
      .slice(0, most)
      .map(([value]) => value);
  }

  /**
   * How surprising anything new is: whoever does new things often surprises nobody with the next. The share of values
   * that were seen on one day alone estimates how likely the next one is new (Good and Turing).
   */
  private noveltyOf(dimension: Dimension): number {
    const known = this.novelties.get(dimension);
    if (known !== undefined) return known;
    const pairs = this.pairsOf(dimension);
    const seen = pairs.reduce((sum, [, days]) => sum + days.length, 0);
    const once = pairs.filter(([, days]) => days.length === 1).length;
    const bits = Math.log2((seen + 1) / (once + 0.5));
    this.novelties.set(dimension, Math.max(0, bits));
    return Math.max(0, bits);
  }

  private pairsOf(dimension: Dimension): [string, readonly number[]][] {
    const known = [...(this.values.get(dimension)?.keys() ?? [])];
    return known
      .map((value): [string, readonly number[]] => [value, this.daysOf(dimension, value)])
      .filter(([, days]) => days.length > 0);
  }

  private daysOf(dimension: Dimension, value: string): readonly number[] {
    return (this.values.get(dimension)?.get(value) ?? []).filter((one) => this.isRemembered(one));
  }

  private isRemembered(day: number): boolean {
    return day < this.day && day >= this.day - memoryDays;
  }

  private weightOf(day: number): number {
    return 2 ** ((day - this.day) / halfLife);
  }
}
