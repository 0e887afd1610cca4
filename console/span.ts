import { one, type Address } from './address.ts';

/**
 * A span of time as an address has it: the last so many days, or from one time to another (ISO 8601 in UTC). Neither: the
 * server chooses, by the newest event, for logs that people bring may be old.
 */
export interface Span {
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
}

/** Names that a span has in an address. */
export const spanNames = ['days', 'from', 'to'] as const;

/** Reads `?days=7` or `?from=2026-01-01T00:00:00.000Z&to=...`. */
export function spanOf(search: Address): Span {
  const days = Number(one(search, 'days'));
  if (days > 0 && days <= 3660) return { days };
  const [from, to] = [timeIn(search, 'from'), timeIn(search, 'to')];
  return from !== undefined && to !== undefined && from < to ? { from, to } : {};
}

/** The span as an operation takes it. */
export function timesOf({ days, from, to }: Span): { from?: string; to?: string } {
  if (days !== undefined) {
    const now = Date.now();
    return { from: new Date(now - days * 86_400_000).toISOString(), to: new Date(now).toISOString() };
  }
  return from === undefined || to === undefined ? {} : { from, to };
}

function timeIn(search: Address, name: string): string | undefined {
  const time = Date.parse(one(search, name) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
