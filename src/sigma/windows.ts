import { comparisons, numberOf } from './comparisons.ts';
import type { GroupedHit } from './hits.ts';
import type { Correlation, CorrelationType } from './rule.ts';

/** A hit at which a correlation is fulfilled, and when the window began that fulfils it. */
export interface Moment {
  readonly at: GroupedHit;
  readonly start: number;
}

/**
 * The moments of one group (in the order of time): hits for which the window of the timespan that ends with them
 * fulfils the condition. Windows are not cut at full hours; both of their ends belong to them.
 */
export function momentsOf(correlation: Correlation, group: readonly GroupedHit[]): Moment[] {
  return correlation.type === 'temporal_ordered'
    ? orderedMoments(correlation, group)
    : windowMoments(correlation, group);
}

function windowMoments(correlation: Correlation, group: readonly GroupedHit[]): Moment[] {
  const span = correlation.timespanSeconds * 1000;
  const measure = measures[correlation.type];
  const moments: Moment[] = [];
  let from = 0;
  let to = 0;
  const times = group.map(({ hit }) => hit.time);
  for (const at of group) {
    from = passing(times, from, (time) => time < at.hit.time - span);
    to = passing(times, to, (time) => time <= at.hit.time);
    if (measure(group, from, to, correlation).some((figure) => holds(correlation, figure))) {
      moments.push({ at, start: times[from] ?? at.hit.time });
    }
  }
  return moments;
}

/** The first place, from `place` on, whose time is not passed any more. */
function passing(times: readonly number[], place: number, passed: (time: number) => boolean): number {
  let next = place;
  for (let time = times[next]; time !== undefined && passed(time); time = times[next]) next++;
  return next;
}

const holds = ({ condition }: Correlation, figure: number): boolean =>
  condition.bounds.every(({ compare, than }) => comparisons[compare].holds(figure, than));

/** What a type looks at in the hits from..to: the figures of which one must keep to the bounds. */
type Measure = (group: readonly GroupedHit[], from: number, to: number, correlation: Correlation) => readonly number[];

const measures: Readonly<Record<Exclude<CorrelationType, 'temporal_ordered'>, Measure>> & {
  readonly temporal_ordered: Measure;
} = {
  event_count: (_group, from, to) => [to - from],
  value_count: (group, from, to) => [new Set(valuesOf(group, from, to)).size],
  temporal: (group, from, to) => [new Set(group.slice(from, to).map(({ hit }) => hit.rule)).size],
  temporal_ordered: () => [],
  value_sum: (group, from, to) => {
    const numbers = numbersOf(group, from, to);
    return numbers.length === 0 ? [] : [sum(numbers)];
  },
  value_avg: (group, from, to) => {
    const numbers = numbersOf(group, from, to);
    return numbers.length === 0 ? [] : [sum(numbers) / numbers.length];
  },
  value_percentile: (group, from, to, { condition: { percentile } }) =>
    percentile === undefined
      ? sharesOf(valuesOf(group, from, to))
      : percentileOf(numbersOf(group, from, to), percentile),
};

/** The values that are there, several fields as one. */
const valuesOf = (group: readonly GroupedHit[], from: number, to: number): string[] =>
  group
    .slice(from, to)
    .flatMap(({ values }) =>
      values.includes('') ? [] : [values.length === 1 ? (values[0] ?? '') : JSON.stringify(values)],
    );

const numbersOf = (group: readonly GroupedHit[], from: number, to: number): number[] =>
  group.slice(from, to).flatMap(({ values }) => numberOf(values[0] ?? '') ?? []);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The number that `percentile` percent of them lie below: of the sorted numbers the one at that place. */
function percentileOf(numbers: readonly number[], percentile: number): number[] {
  const place = Math.min(numbers.length - 1, Math.floor((percentile / 100) * numbers.length));
  return numbers.toSorted((one, other) => one - other).slice(place, place + 1);
}

/** How much each value makes up of all, in percent. */
function sharesOf(values: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].map((count) => (100 * count) / values.length);
}

/**
 * Hits of the last rule that end a chain of all rules in their order within the timespan. Of each length of chain
 * the one that began last is kept, since it is the shortest; hits of one moment may follow each other either way.
 */
function orderedMoments(correlation: Correlation, group: readonly GroupedHit[]): Moment[] {
  const { rules, timespanSeconds } = correlation;
  const begins: (number | undefined)[] = rules.map(() => undefined);
  const moments: Moment[] = [];
  for (const together of byTime(group)) {
    rules.forEach((rule, place) => {
      const mine = together.filter(({ hit }) => hit.rule === rule);
      const begin = place === 0 ? mine[0]?.hit.time : begins[place - 1];
      if (mine.length === 0 || begin === undefined) return;
      begins[place] = Math.max(begins[place] ?? begin, begin);
      if (place < rules.length - 1) return;
      moments.push(
        ...mine.filter(({ hit }) => hit.time - begin <= timespanSeconds * 1000).map((at) => ({ at, start: begin })),
      );
    });
  }
  return moments;
}

function byTime(group: readonly GroupedHit[]): GroupedHit[][] {
  const moments: GroupedHit[][] = [];
  for (const grouped of group) {
    const last = moments.at(-1);
    if (last?.[0]?.hit.time === grouped.hit.time) last.push(grouped);
    else moments.push([grouped]);
  }
  return moments;
}
