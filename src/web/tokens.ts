import { createHash } from 'node:crypto';
import type { Clock } from '#kernel';
import type { Store } from '#store';

/**
 * What the store keeps of a token. Tokens are 256 random bits, so a plain SHA-256 cannot be searched back,
 * and looking one up by its hash leaks nothing by its timing.
 */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Where people and their tokens are kept, and what time it is. */
export interface WebContext {
  readonly store: Store;
  readonly clock: Clock;
  /** Account of the people who belong to no other. */
  readonly homeAccount: string;
}

/** The time now, in milliseconds since 1970, as the store keeps times. */
export const nowOf = (clock: Clock): number => clock.now().getTime();

/** The time that is `hours` from now. */
export const hoursFrom = (clock: Clock, hours: number): number => nowOf(clock) + Math.round(hours * 3_600_000);

/** A kept time as ISO 8601 text; nothing for 0, which stands for never. */
export const timeOf = (milliseconds: number): string | null =>
  milliseconds === 0 ? null : new Date(milliseconds).toISOString();
