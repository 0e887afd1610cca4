import { ByUid } from './by-uid.ts';
import type { EntityUid } from './values.ts';

/** Up to so many names are compared one by one, which is faster than a table and needs none. */
const few = 8;

/** Names of entities, each once, in the order in which they came. */
export class UidSet {
  readonly list: EntityUid[] = [];
  private table: ByUid<true> | undefined = undefined;

  has(uid: EntityUid): boolean {
    if (this.table !== undefined) return this.table.get(uid.type, uid.id) === true;
    for (const one of this.list) if (one.is(uid)) return true;
    return false;
  }

  add(uid: EntityUid): void {
    if (this.has(uid)) return;
    this.list.push(uid);
    if (this.table !== undefined) this.table.set(uid, true);
    else if (this.list.length > few) this.table = tableOf(this.list);
  }
}

function tableOf(list: readonly EntityUid[]): ByUid<true> {
  const table = new ByUid<true>();
  for (const uid of list) table.set(uid, true);
  return table;
}
