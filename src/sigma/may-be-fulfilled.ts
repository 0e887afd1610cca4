import type { Correlation } from './rule.ts';

/** How many hits there are of a rule at most; those of an event that was delivered twice may count twice. */
type HitCounts = (rule: string) => number;

/**
 * False when so many hits are too few for the correlation, however they lie in time and in groups.
 * `all`: the correlations that it may name.
 */
export const mayBeFulfilled = (correlation: Correlation, hits: HitCounts, all: readonly Correlation[]): boolean =>
  mostMoments(correlation, hits, all) > 0;

/** How often it is fulfilled at most: each time at a hit of what it counts. */
function mostMoments(correlation: Correlation, hits: HitCounts, all: readonly Correlation[]): number {
  const counts = correlation.rules.map((id) => {
    const inner = all.find((one) => one.id === id);
    return inner === undefined ? hits(id) : mostMoments(inner, hits, all);
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  return isEnough(correlation, counts, total) ? total : 0;
}

function isEnough(correlation: Correlation, counts: readonly number[], total: number): boolean {
  const seen = counts.filter((count) => count > 0).length;
  switch (correlation.type) {
    case 'temporal_ordered':
      return seen === counts.length;
    case 'temporal':
      return seen >= leastFigure(correlation);
    case 'event_count':
    case 'value_count':
      return total >= leastFigure(correlation);
    default:
      return seen > 0;
  }
}

/** No smaller figure keeps to the bounds. */
const leastFigure = ({ condition: { bounds } }: Correlation): number =>
  Math.max(...bounds.map(({ compare, than }) => (floors.has(compare) ? than : 0)));

const floors: ReadonlySet<string> = new Set(['gt', 'gte', 'eq']);
