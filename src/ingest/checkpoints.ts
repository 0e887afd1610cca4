import type { Store } from '#store';
import { keyDate } from './key-date.ts';
import type { IngestStore } from './tables.ts';

/** Keys without a date that are looked at each time: a new one may stand before the last one. */
const undated = 10_000;

/** How far the listing of one address has come, stem by stem. */
export class Checkpoints {
  private readonly last: ReadonlyMap<string, string>;
  private readonly met = new Map<string, number>();

  private constructor(last: ReadonlyMap<string, string>) {
    this.last = last;
  }

  static async of(place: string, store: Store): Promise<Checkpoints> {
    const rows = await store.db
      .withTables<IngestStore>()
      .selectFrom('ingest_checkpoints')
      .select(['stem', 'key'])
      .where('place', '=', place)
      .execute();
    return new Checkpoints(new Map(rows.map(({ stem, key }) => [stem, key])));
  }

  /**
   * Where to go on listing when `key` was met, if what comes next of its stem was read already: keys with dates from
   * the day before the last one on, others from the last one on once ten thousand were looked at.
   */
  jump(stem: string, key: string): string | undefined {
    const last = this.last.get(stem);
    if (last === undefined) return undefined;
    const met = (this.met.get(stem) ?? 0) + 1;
    this.met.set(stem, met);
    const dated = keyDate(last);
    const target = met === (dated === undefined ? undated : 1) ? (dated?.dayBefore ?? last) : '';
    return target > key ? target : undefined;
  }
}
