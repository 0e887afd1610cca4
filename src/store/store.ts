import type { Kysely } from 'kysely';

/** One step in the life of the tables. */
export interface Migration {
  /** Unique, and the order: `100-findings`. Never changed once it was published. */
  readonly id: string;
  /** Runs in a transaction of its own, on both dialects. */
  up(db: Kysely<unknown>): Promise<void>;
}

/** The records that change. */
export interface Store extends AsyncDisposable {
  /**
   * Say which tables you mean: `store.db.withTables<FindingTables>()`, where FindingTables is a `type` (Kysely takes
   * no interface there; rows may be interfaces). Whole numbers come as numbers.
   */
  readonly db: Kysely<unknown>;
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * A number that grows with everything that this process may have changed: before it began, and when it was done.
   * What was read while it stayed the same is as this process left it; of other processes it tells nothing.
   */
  readonly changes: number;
  /**
   * Runs those that have not run yet, in the order of their ids; can be interrupted anywhere, repeated, and run by
   * several processes at once. Pass the migrations of all rooms together: throws `Unsupported` when the store
   * has been through one that is not among them, since a newer version wrote it then.
   */
  migrate(migrations: readonly Migration[]): Promise<void>;
}
