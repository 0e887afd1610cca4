import { grouped } from '#kernel';
import { firstText, placeOf, type Fields, type Place } from './cells.ts';
import type { Correlation } from './rule.ts';

/** A rule that matched an event. */
export interface Hit {
  /** Id of the rule, or of the correlation that was fulfilled at this event. */
  readonly rule: string;
  /** Milliseconds since 1970 in UTC. */
  readonly time: number;
  /** Empty when the log gives its events no ids. */
  readonly eventId: string;
  readonly fields: Fields;
}

/** A hit with what a correlation needs of it. */
export interface GroupedHit {
  readonly hit: Hit;
  /** The values by which hits are grouped; '' for a field that is missing. */
  readonly group: readonly string[];
  /** The values that are counted or summed; '' for a field that is missing. */
  readonly values: readonly string[];
}

/**
 * The hits that a correlation is about, by group, each group in the order of time. An event that was delivered
 * twice, or that several rules matched, counts once; where the rules themselves are counted, once for each rule.
 */
export function groupsOf(correlation: Correlation, hits: readonly Hit[]): GroupedHit[][] {
  const wanted = new Set(correlation.rules);
  const read = reader(correlation);
  const seen = new Set<string>();
  const counted = hits
    .filter(({ rule }) => wanted.has(rule))
    .toSorted(inTime)
    .filter((hit) => {
      const identity = identityOf(correlation, hit);
      const isAgain = hit.eventId !== '' && seen.has(identity);
      seen.add(identity);
      return !isAgain;
    });
  return [...grouped(counted.map(read), ({ group }) => JSON.stringify(group)).values()];
}

/** True for types that count rules and not events. */
export const countsRules = ({ type }: Correlation): boolean => type === 'temporal' || type === 'temporal_ordered';

const identityOf = (correlation: Correlation, { rule, eventId }: Hit): string =>
  JSON.stringify(countsRules(correlation) ? [rule, eventId] : [eventId]);

export const inTime = (one: Hit, other: Hit): number =>
  one.time - other.time || compareText(one.rule, other.rule) || compareText(one.eventId, other.eventId);

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function reader(correlation: Correlation): (hit: Hit) => GroupedHit {
  const places = new Map<string, Place>();
  const text = (name: string, hit: Hit): string => {
    const field = fieldOf(correlation, name, hit.rule);
    const place = places.get(field) ?? placeOf(field);
    places.set(field, place);
    return firstText(place, hit.fields) ?? '';
  };
  return (hit) => ({
    hit,
    group: correlation.groupBy.map((name) => text(name, hit)),
    values: correlation.condition.fields.map((name) => text(name, hit)),
  });
}

/** The field that a name means in the events of a rule: an alias may differ from rule to rule. */
export function fieldOf({ aliases }: Correlation, name: string, rule: string): string {
  const fields = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return fields && Object.hasOwn(fields, rule) ? (fields[rule] ?? name) : name;
}
