import type { Store } from '#store';

const held = new WeakMap<Store, Map<string, Promise<void>>>();

/**
 * The files that one run has in its hands. Other runs of this process (a push during an import, a watched folder)
 * do not touch them until the run has ended.
 */
export class Claims {
  private readonly claims: Map<string, Promise<void>>;
  private readonly mine = new Set<string>();
  private over: Promise<void>;
  private end: () => void = () => undefined;
  private closed = false;

  constructor(store: Store) {
    this.claims = held.get(store) ?? new Map<string, Promise<void>>();
    held.set(store, this.claims);
    this.over = new Promise((resolve) => (this.end = resolve));
  }

  /** Takes a file. `mine`: this run has it already; a promise: another run has it, until the promise settles. */
  take(identity: string): 'taken' | 'mine' | Promise<void> {
    if (this.closed || this.mine.has(identity)) return 'mine';
    const other = this.claims.get(identity);
    if (other !== undefined) return other;
    this.claims.set(identity, this.over);
    this.mine.add(identity);
    return 'taken';
  }

  /**
   * Lets go of everything. INVARIANT: a run lets go before it waits for another, or both could wait for each other.
   */
  release(): void {
    for (const identity of this.mine) this.claims.delete(identity);
    this.mine.clear();
    this.end();
    this.over = new Promise((resolve) => (this.end = resolve));
  }

  /** Lets go for good: what is still being fetched when a run fails takes nothing any more. */
  close(): void {
    this.closed = true;
    this.release();
  }
}
