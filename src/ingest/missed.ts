import type { Store } from '#store';
import type { StoredObject } from './bucket.ts';
import { isOfObject } from './place-troubles.ts';
import type { IngestStore } from './tables.ts';

/** After so many tries that failed for a reason of its own an object is given up; its name stays in the table. */
const mostTries = 10;

/**
 * Objects of a place that could not be fetched. The listing goes on past them, so they are kept and asked for again
 * at each further look.
 */
export class Missed {
  private readonly place: string;
  private readonly store: Store;

  constructor(place: string, store: Store) {
    this.place = place;
    this.store = store;
  }

  /** `why`: what kept it from being fetched. */
  async add({ key, size, etag }: StoredObject, why: unknown): Promise<void> {
    const tries = isOfObject(why) ? 1 : 0;
    await this.db
      .insertInto('ingest_missed')
      .values({ place: this.place, key, size, etag, tries })
      .onConflict((conflict) =>
        conflict.columns(['place', 'key']).doUpdateSet((row) => ({ tries: row('ingest_missed.tries', '+', tries) })),
      )
      .execute();
  }

  /** Those to ask for once more. */
  async again(bucket: string): Promise<StoredObject[]> {
    const rows = await this.db
      .selectFrom('ingest_missed')
      .selectAll()
      .where('place', '=', this.place)
      .where('tries', '<', mostTries)
      .orderBy('key')
      .execute();
    return rows.map(({ key, size, etag }) => ({ bucket, key, size, etag }));
  }

  /** The object was fetched after all. */
  async remove(key: string): Promise<void> {
    await this.db.deleteFrom('ingest_missed').where('place', '=', this.place).where('key', '=', key).execute();
  }

  private get db() {
    return this.store.db.withTables<IngestStore>();
  }
}
