import { one, type Address } from '../../address.ts';
import type { EventPlace } from '../../operations.ts';

const tables: readonly EventPlace['table'][] = ['api_activity', 'network_activity', 'dns_activity', 'http_activity'];

/** The event that an address names, if it names one. */
export function placeIn(search: Address): EventPlace | undefined {
  const table = tables.find((name) => name === one(search, 'table'));
  const [time, file, position] = [one(search, 'time'), one(search, 'file'), Number(one(search, 'position'))];
  if (table === undefined || time === undefined || file === undefined || !Number.isInteger(position)) return undefined;
  return { table, time, file, position };
}
