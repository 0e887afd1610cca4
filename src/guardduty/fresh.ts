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
export const isFresh = (reading: Reading, context: FreshContext): boolean => freshNow(context)(reading);

/** The same, to ask of many readings at one moment. */
export function freshNow({ store, clock }: FreshContext): (reading: Reading) => boolean {
  const [now, changed] = [clock.now().getTime(), store.changes];
  return ({ changes, at }) => changes === changed && now >= at && now - at < unseen;
}

export interface FreshContext {
  readonly store: Pick<Store, 'changes'>;
  readonly clock: Clock;
}
