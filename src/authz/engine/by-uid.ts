import type { EntityUid } from './values.ts';

/** Something for each of some entities, found by type and id: neither is joined to the other, nor hashed anew. */
export class ByUid<Of> {
  private readonly byType = new Map<string, Map<string, Of>>();

  get(type: string, id: string): Of | undefined {
    return this.byType.get(type)?.get(id);
  }

  set({ type, id }: EntityUid, of: Of): void {
    const ofType = this.byType.get(type);
    if (ofType === undefined) this.byType.set(type, new Map([[id, of]]));
    else ofType.set(id, of);
  }

  *values(): IterableIterator<Of> {
    for (const ofType of this.byType.values()) yield* ofType.values();
  }
}
