import type { Clock } from '#kernel';
import type { Store } from '#store';
import { listTables, type ListRow } from './list-tables.ts';

/** What a list is made of. */
export type NewList = Pick<
  ListRow,
  'id' | 'account' | 'region' | 'sort' | 'kind' | 'name' | 'format' | 'location' | 'bucket_owner'
> &
  Partial<Pick<ListRow, 'category'>>;

/** What the store knows of lists. */
export class ListRows {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  find(id: string): Promise<ListRow | undefined> {
    return listTables(this.#store).selectFrom('intel_lists').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** The oldest first; those that were taken away are left out. */
  all(of: Partial<Pick<ListRow, 'account' | 'region' | 'sort'>> = {}): Promise<ListRow[]> {
    let rows = listTables(this.#store).selectFrom('intel_lists').selectAll().where('status', '<>', 'DELETED');
    for (const column of ['account', 'region', 'sort'] as const)
      if (of[column] !== undefined) rows = rows.where(column, '=', of[column]);
    return rows.orderBy('created_at').orderBy('id').execute();
  }

  /** Adds a list; false when there is one with this id, and nothing happens. */
  async add(given: NewList, status: string): Promise<boolean> {
    const now = this.#clock.now().getTime();
    const fresh = { status, ...noProblem, category: '', in_force: 0, entries: 0, fetched_at: 0, failures: 0 };
    const unseen = { retry_at: 0, version: '' };
    const { numInsertedOrUpdatedRows: added } = await listTables(this.#store)
      .insertInto('intel_lists')
      .values({ ...fresh, ...unseen, ...given, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return Number(added ?? 0) > 0;
  }

  async set(id: string, change: Partial<ListRow>): Promise<void> {
    const updated_at = this.#clock.now().getTime();
    await listTables(this.#store)
      .updateTable('intel_lists')
      .set({ ...change, updated_at })
      .where('id', '=', id)
      .execute();
  }

  /** Those that were taken away are gone after a day. */
  async forget(): Promise<void> {
    await listTables(this.#store)
      .deleteFrom('intel_lists')
      .where('status', '=', 'DELETED')
      .where('updated_at', '<', this.#clock.now().getTime() - 86_400_000)
      .execute();
  }
}

export const noProblem = { problem: '', problem_ja: '' };
