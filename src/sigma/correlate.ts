import type { Fields } from './cells.ts';
import { groupsOf, type GroupedHit, type Hit } from './hits.ts';
import type { Correlation } from './rule.ts';
import { momentsOf, type Moment } from './windows.ts';

/** Windows that fulfil a correlation, joined where they overlap. */
export interface Alert {
  /** Id of the correlation. */
  readonly correlation: string;
  /** Its fields and what they held in all of these events; '' for one that was missing. */
  readonly group: Readonly<Record<string, string>>;
  /** Times of the first and last hit, in milliseconds since 1970 in UTC. */
  readonly first: number;
  readonly last: number;
  /** How many hits there are from first to last. */
  readonly count: number;
  /** The ids of their events in the order of time; events without an id are not among them. */
  readonly eventIds: readonly string[];
  /** The event that fulfilled it last. */
  readonly fields: Fields;
}

/**
 * The alerts of a correlation over hits in any order, by group and time. Hits of other correlations that it names
 * are wanted among them: `correlateAll` sees to that. The oracle of `correlationSql`, and enough without a lake.
 */
export function correlate(correlation: Correlation, hits: readonly Hit[]): Alert[] {
  return groupsOf(correlation, hits).flatMap((group) =>
    joined(momentsOf(correlation, group)).map((moments) => alertOf(correlation, group, moments)),
  );
}

/** The alerts of all correlations; each comes after those it names, which is how `parseRules` gives them. */
export function correlateAll(correlations: readonly Correlation[], hits: readonly Hit[]): Alert[] {
  const known = [...hits];
  return correlations.flatMap((correlation) => {
    const alerts = correlate(correlation, known);
    for (const hit of fulfilments(correlation, known)) known.push(hit);
    return alerts;
  });
}

/** The events at which a correlation was fulfilled, as hits that another correlation may count. */
const fulfilments = (correlation: Correlation, hits: readonly Hit[]): Hit[] =>
  groupsOf(correlation, hits)
    .flatMap((group) => momentsOf(correlation, group))
    .map(({ at }) => ({ ...at.hit, rule: correlation.id }));

/** Moments whose windows overlap, together. */
function joined(moments: readonly Moment[]): [Moment, ...Moment[]][] {
  const runs: [Moment, ...Moment[]][] = [];
  for (const moment of moments) {
    const run = runs.at(-1);
    if (run && moment.start <= (run.at(-1)?.at.hit.time ?? 0)) run.push(moment);
    else runs.push([moment]);
  }
  return runs;
}

function alertOf(
  correlation: Correlation,
  group: readonly GroupedHit[],
  moments: readonly [Moment, ...Moment[]],
): Alert {
  const first = Math.min(...moments.map(({ start }) => start));
  const { hit, group: values } = moments.at(-1)?.at ?? moments[0].at;
  const inside = group.filter(({ hit: { time } }) => time >= first && time <= hit.time);
  return {
    correlation: correlation.id,
    group: Object.fromEntries(correlation.groupBy.map((name, place) => [name, values[place] ?? ''])),
    first,
    last: hit.time,
    count: inside.length,
    eventIds: [...new Set(inside.map(({ hit: { eventId } }) => eventId))].filter((id) => id !== ''),
    fields: hit.fields,
  };
}
