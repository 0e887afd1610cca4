import type { Clock } from '#kernel';
import { sql, type Store } from '#store';
import { orgTables, type OrgDb } from './tables.ts';

/** Milliseconds for which what other processes changed may go unseen. */
const unseen = 500;

/**
 * The number of the last change to people, keys and policies. What is cached of them is cached for one revision, so
 * that a change made by any process empties every cache: in this process at once, in others within half a second.
 */
export class Revision {
  readonly #store: Store;
  readonly #clock: Clock;
  #known: { value: number; at: number } | undefined;
  #asking: Promise<number> | undefined;
  #changes = 0;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The revision now, or the one of at most half a second ago. */
  current(): number | Promise<number> {
    const known = this.#known;
    const age = known === undefined ? Number.POSITIVE_INFINITY : this.#clock.now().getTime() - known.at;
    if (known !== undefined && age >= 0 && age < unseen) return known.value;
    return (this.#asking ??= this.#ask());
  }

  /**
   * Makes a change and its new revision one transaction. The revision comes first: its row is the lock that lets one
   * change in after the other, on both dialects.
   * INVARIANT: every change of people, keys or policies goes through here.
   */
  async change<T>(work: (db: OrgDb) => Promise<T>): Promise<T> {
    const done = await this.#store.db.transaction().execute(async (transaction) => {
      const db = orgTables({ db: transaction });
      await db
        .updateTable('org_revision')
        .set({ value: sql<number>`value + 1` })
        .execute();
      return work(db);
    });
    this.#changes += 1;
    this.#known = undefined;
    this.#asking = undefined;
    return done;
  }

  async #ask(): Promise<number> {
    const [at, changes] = [this.#clock.now().getTime(), this.#changes];
    try {
      const { value } = await orgTables(this.#store)
        .selectFrom('org_revision')
        .select('value')
        .executeTakeFirstOrThrow();
      if (changes === this.#changes) this.#known = { value, at }; // or what was read is older than our own change
      return value;
    } finally {
      if (changes === this.#changes) this.#asking = undefined;
    }
  }
}
