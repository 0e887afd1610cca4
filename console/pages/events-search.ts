import { kept, type Address } from '../address.ts';
import { conditionsIn } from '../conditions.ts';
import type { EventCondition } from '../operations.ts';
import { spanNames } from '../span.ts';

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
  kept(given, (name) => inAddress.isCondition(name) || spanNames.some((one) => one === name));

/** What an address asks of events, as the server takes it: events have no order but that of time. */
export function whereOf(search: Address): EventCondition[] {
  return conditionsOf(search).flatMap(({ property, operator, values }) =>
    operator === '>=' || operator === '<=' ? [] : [{ property, operator, values }],
  );
}
