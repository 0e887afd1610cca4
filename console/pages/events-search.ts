import { kept, one, type Address } from '../address.ts';
import { conditionsIn } from '../conditions.ts';
import type { EventCondition } from '../operations.ts';
import { spanNames, spanOf, timesOf } from '../span.ts';

/** The properties of events, in the order in which they are offered. */
export const eventProperties = [
  'principal',
  'action',
  'service',
  'address',
  'resource',
  'error',
  'account',
  'region',
  'key',
  'agent',
  'port',
  'source',
  'id',
  'text',
] as const satisfies readonly EventCondition['property'][];
export type EventProperty = (typeof eventProperties)[number];

const inAddress = conditionsIn(eventProperties);
export const { searchOf, withoutConditions, conditionsOf, nameOf } = inAddress;

/** Reads the search part of an address; whatever does not fit is left out. */
export const eventsSearch = (given: Readonly<Record<string, unknown>>): Address =>
  kept(given, (name) => inAddress.isCondition(name) || name === 'own' || spanNames.some((one) => one === name));

/** True when the calls by which Yagura itself reads are shown: because that was asked for, or its calls were. */
export const showsOwnReads = (search: Address): boolean =>
  one(search, 'own') === 'shown' || (search[nameOf('source', '=')] ?? []).includes('yagura');

/** The question to the server that an address stands for. */
export const askedOf = (search: Address) => ({
  ...timesOf(spanOf(search)),
  where: whereOf(search),
  ownReads: showsOwnReads(search),
});

/** What an address asks of events, as the server takes it: events have no order but that of time. */
export function whereOf(search: Address): EventCondition[] {
  return conditionsOf(search).flatMap(({ property, operator, values }) =>
    operator === '>=' || operator === '<=' ? [] : [{ property, operator, values }],
  );
}
