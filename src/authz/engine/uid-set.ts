import type { EntityUid } from './values.ts';

/** Up to so many names are compared one by one, which is faster than a table and needs none. */
const few = 8;

/** Names of entities, each once, in the order in which they came. */
export class UidSet {
  readonly list: EntityUid[] = [];
  /** Ids by type. */
  private table: Map<string, Set<string>> | undefined = undefined;

  has(uid: EntityUid): boolean {
    if (this.table !== undefined) return this.table.get(uid.type)?.has(uid.id) === true;
    for (const one of this.list) if (one.is(uid)) return true;
    return false;
  }

  add(uid: EntityUid): void {
    if (this.table === undefined ? this.has(uid) : !isNew(uid, this.table)) return;
    this.list.push(uid);
    if (this.table === undefined && this.list.length > few) this.table = tableOf(this.list);
  }
}

/** Puts a name into a table; false where it was there. */
function isNew({ type, id }: EntityUid, table: Map<string, Set<string>>): boolean {
  const ids = table.get(type) ?? new Set();
  const before = ids.size;
  if (before === 0) table.set(type, ids);
  return ids.add(id).size > before;
}

function tableOf(list: readonly EntityUid[]): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const uid of list) isNew(uid, table);
  return table;
}
