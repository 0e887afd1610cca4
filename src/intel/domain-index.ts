/** A domain that holds a name, and the number under which it was added. */
export interface HeldDomain {
  readonly domain: string;
  readonly entry: number;
}

/**
 * Domains, compiled: a hash table of their 64-bit hashes. A name is hashed once from its end, and the table is asked at
 * each dot; two of a million domains have one hash with a chance of one in tens of millions.
 */
export class DomainIndex {
  readonly #mask: number;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  /** Place in `entries` plus one; 0 for an empty slot. */
  readonly #slots: Uint32Array;
  readonly #entries: Uint32Array;
  /** The next place of the same domain plus one; 0 for none. */
  readonly #next: Uint32Array;

  constructor(entries: readonly (readonly [string, number])[]) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(8, entries.length * 2)));
    this.#mask = size - 1;
    [this.#high, this.#low, this.#slots] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    this.#entries = Uint32Array.from(entries, ([, entry]) => entry);
    this.#next = new Uint32Array(entries.length);
    for (const [at, [domain]] of entries.entries()) this.#add(domain, at);
  }

  /** The domains that a name is or lies below, the widest first. `name`: in lower case, without a dot at its end. */
  holding(name: string): HeldDomain[] {
    const found: HeldDomain[] = [];
    hashed(name, (from, high, low) => {
      const slot = this.#slotOf(high, low);
      for (let at = this.#slots[slot] ?? 0; at !== 0; at = this.#next[at - 1] ?? 0)
        found.push({ domain: name.slice(from), entry: this.#entries[at - 1] ?? 0 });
    });
    return found;
  }

  #add(domain: string, at: number): void {
    let whole = { high: 0, low: 0 };
    hashed(domain, (from, high, low) => {
      if (from === 0) whole = { high, low };
    });
    const slot = this.#slotOf(whole.high, whole.low);
    [this.#high[slot], this.#low[slot]] = [whole.high, whole.low];
    this.#next[at] = this.#slots[slot] ?? 0;
    this.#slots[slot] = at + 1;
  }

  /** The slot of a hash, or the empty one where it belongs. */
  #slotOf(high: number, low: number): number {
    let slot = low & this.#mask;
    while (this.#slots[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low))
      slot = (slot + 1) & this.#mask;
    return slot;
  }
}

/** Hashes a name from its end (FNV-1a twice, with different seeds) and tells the hash of each part that begins a label. */
function hashed(name: string, tell: (from: number, high: number, low: number) => void): void {
  let [high, low] = [0x811c9dc5, 0x9747b28c];
  for (let at = name.length - 1; at >= 0; at--) {
    const code = name.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code ^ (high >>> 15), 0x85ebca6b);
    if (at === 0 || name.charCodeAt(at - 1) === 46) tell(at, mixed(high), mixed(low ^ high));
  }
}

/** Spreads what the last letters did over all bits. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
