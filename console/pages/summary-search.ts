import { one, type Address } from '../address.ts';

/** The number of days that the address asks for; nothing for the month that ends with the newest event. */
export function daysOf(search: Address): number | undefined {
  const days = Number(one(search, 'days'));
  return days === 1 || days === 7 || days === 90 ? days : undefined;
}
