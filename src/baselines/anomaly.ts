import type { Surprising } from './surprising-calls.ts';
import type { Dimension, Scope } from './traits.ts';
import type { Surprise } from './habits.ts';

/** What did not fit, and what is usual instead: for programs what `surpriseSentence` says to people. */
export interface Anomaly {
  /** Whose habits it was compared with. */
  readonly comparedWith: Scope;
  readonly unusual: readonly {
    readonly dimension: Dimension;
    /** What was seen, the most surprising first. */
    readonly values: readonly string[];
    readonly frequency: Surprise['frequency'];
    /** What is usual instead, the most usual first. */
    readonly usual: readonly string[];
  }[];
}

/** Values of one dimension beyond these tell nothing more. */
const mostValues = 10;

/** The anomaly of calls that belong together. The first of the group is the most surprising. */
export function anomalyOf(group: readonly Surprising[]): Anomaly | undefined {
  const [worst] = group;
  if (worst === undefined) return undefined;
  const all = group.flatMap(({ score }) => score.unusual);
  const unusual = [...new Map(all.toReversed().map((one) => [one.dimension, one])).values()].toReversed();
  return {
    comparedWith: worst.score.comparedWith,
    unusual: unusual.map((one) => {
      const { dimension, frequency } = one;
      const values = all.filter((other) => other.dimension === dimension).map(({ value }) => value);
      return { dimension, values: [...new Set(values)].slice(0, mostValues), frequency, usual: one.usual() };
    }),
  };
}
