import type { Clock } from '#kernel';
import type { Store } from '#store';

/** Milliseconds for which what other processes changed may go unseen, as with people, keys and policies. */
const unseen = 500;

/** When something was read of the store. */
export interface Reading {
  readonly changes: number;
  readonly at: number;
}

/** To be noted before reading: what changes while it is read is then newer than it. */
export const readingOf = ({ store, clock }: FreshContext): Reading => ({
  changes: store.changes,
  at: clock.now().getTime(),
});

/** Whether what was read is as it is now: this process changed nothing since, and others had half a second at most. */
export function isFresh({ changes, at }: Reading, { store, clock }: FreshContext): boolean {
  const age = clock.now().getTime() - at;
  return changes === store.changes && age >= 0 && age < unseen;
}

export interface FreshContext {
  readonly store: Pick<Store, 'changes'>;
  readonly clock: Clock;
}
