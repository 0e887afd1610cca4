/** A domain that holds a name, and the number under which it was added. */
export interface HeldDomain {
  readonly domain: string;
  readonly entry: number;
}

/** A slot of the table: place in `entries` plus one (0 for an empty slot), two halves of the hash, and one to fill a line of the cache. */
const slotSize = 4;

/**
 * Domains, compiled: a hash table of their 64-bit hashes. A name is hashed once from its end, and the table is asked at
 * each dot; two of a million domains have one hash with a chance of one in tens of millions.
 */
export class DomainIndex {
  readonly #mask: number;
  readonly #table: Uint32Array;
  readonly #entries: Uint32Array;
  /** The next place of the same domain plus one; 0 for none. */
  readonly #next: Uint32Array;

  constructor(entries: readonly (readonly [string, number])[]) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(8, entries.length * 2)));
    this.#mask = size - 1;
    this.#table = new Uint32Array(size * slotSize);
    this.#entries = Uint32Array.from(entries, ([, entry]) => entry);
    this.#next = new Uint32Array(entries.length);
    for (const [at, [domain]] of entries.entries()) this.#add(domain, at);
  }

  /** The domains that a name is or lies below, the widest first. `name`: in lower case, without a dot at its end. */
  holding(name: string): HeldDomain[] {
    const found: HeldDomain[] = [];
    const hash = new Hash();
    for (let from = name.length; from > 0;) {
      from = hash.before(name, from);
      for (let at = this.#table[this.#slotOf(hash)] ?? 0; at !== 0; at = this.#next[at - 1] ?? 0)
        found.push({ domain: name.slice(from), entry: this.#entries[at - 1] ?? 0 });
    }
    return found;
  }

  #add(domain: string, at: number): void {
    const hash = new Hash();
    for (let from = domain.length; from > 0;) from = hash.before(domain, from);
    const slot = this.#slotOf(hash);
    this.#next[at] = this.#table[slot] ?? 0;
    this.#table[slot] = at + 1;
    this.#table[slot + 1] = hash.high;
    this.#table[slot + 2] = hash.low;
  }

  /** Where the slot of a hash begins, or the empty one where it belongs. */
  #slotOf({ high, low }: Hash): number {
    const table = this.#table;
    for (let slot = low & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * slotSize;
      if (table[at] === 0 || (table[at + 1] === high && table[at + 2] === low)) return at;
    }
  }
}

const dot = 46;

/** The hash of a name, made from its end (FNV-1a twice, with different seeds). */
class Hash {
  high = 0;
  low = 0;
  #upper = 0x811c9dc5;
  #lower = 0x9747b28c;

  /** Takes the label before a place and the dot behind it; returns where the label begins. */
  before(name: string, place: number): number {
    let [upper, lower, at] = [this.#upper, this.#lower, place];
    do {
      const code = name.charCodeAt(--at);
      upper = Math.imul(upper ^ code, 0x01000193);
      lower = Math.imul(lower ^ code ^ (upper >>> 15), 0x85ebca6b);
    } while (at > 0 && name.charCodeAt(at - 1) !== dot);
    [this.#upper, this.#lower] = [upper, lower];
    [this.high, this.low] = [mixed(upper), mixed(lower ^ upper)];
    return at;
  }
}

/** Spreads what the last letters did over all bits. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
