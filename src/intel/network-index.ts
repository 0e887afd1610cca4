import { addressOf, textOfNetwork, type NetworkEntry } from './entry.ts';

/** A network that holds an address, and the number under which it was added. */
export interface Held {
  readonly network: string;
  readonly entry: number;
}

/**
 * Networks of one family, compiled. Networks lie within each other or apart, so that they cut the addresses into
 * segments of which each has one narrowest network, and each network has one around it. A look-up is a binary search
 * among the segments and a walk outwards; a million networks of IPv4 take some thirty megabytes.
 */
export class NetworkIndex {
  readonly #family: 4 | 6;
  /** Where segments begin, in order: for IPv6 two numbers each. */
  readonly #starts: BigUint64Array | Uint32Array;
  readonly #owners: Int32Array;
  /** For each network, in order: the one around it, its length, the number it was added under. */
  readonly #around: Int32Array;
  readonly #bits: Uint8Array;
  readonly #entries: Uint32Array;
  readonly #count: number;

  /** `entries`: networks of this family with their numbers, in any order. */
  constructor(family: 4 | 6, entries: readonly (readonly [NetworkEntry, number])[]) {
    const sorted = entries.toSorted(([a], [b]) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.bits - b.bits));
    this.#family = family;
    this.#starts = family === 4 ? new Uint32Array(sorted.length * 2) : new BigUint64Array(sorted.length * 4);
    this.#owners = new Int32Array(sorted.length * 2);
    this.#around = new Int32Array(sorted.length);
    this.#bits = Uint8Array.from(sorted, ([{ bits }]) => bits);
    this.#entries = Uint32Array.from(sorted, ([, entry]) => entry);
    this.#count = this.#sweep(sorted);
  }

  /** The networks that hold an address, the narrowest first. */
  holding(value: bigint): Held[] {
    const found: Held[] = [];
    for (let at = this.#owners[this.#segmentOf(value)] ?? none; at !== none; at = this.#around[at] ?? none) {
      const bits = this.#bits[at] ?? 0;
      const host = BigInt((this.#family === 4 ? 32 : 128) - bits);
      const network = textOfNetwork({ first: (value >> host) << host, bits, family: this.#family });
      found.push({ network, entry: this.#entries[at] ?? 0 });
    }
    return found;
  }

  /** Goes through the networks in order and notes where the narrowest one changes; returns how many segments there are. */
  #sweep(sorted: readonly (readonly [NetworkEntry, number])[]): number {
    const open: { readonly index: number; readonly after: bigint }[] = [];
    let count = 0;
    const begin = (start: bigint, owner: number): void => {
      if (count > 0 && this.#startOf(count - 1) === start) count--;
      this.#put(count, start);
      this.#owners[count++] = owner;
    };
    const close = (until: bigint): void => {
      for (let last = open.at(-1); last !== undefined && last.after <= until; last = open.at(-1)) {
        open.pop();
        if (last.after < this.#end) begin(last.after, open.at(-1)?.index ?? none);
      }
    };
    for (const [index, [{ first, bits }]] of sorted.entries()) {
      close(first);
      this.#around[index] = open.at(-1)?.index ?? none;
      open.push({ index, after: first + (1n << BigInt((this.#family === 4 ? 32 : 128) - bits)) });
      begin(first, index);
    }
    close(this.#end);
    return count;
  }

  get #end(): bigint {
    return 1n << (this.#family === 4 ? 32n : 128n);
  }

  #put(at: number, start: bigint): void {
    if (this.#starts instanceof Uint32Array) this.#starts[at] = Number(start);
    else {
      this.#starts[at * 2] = start >> 64n;
      this.#starts[at * 2 + 1] = start & low;
    }
  }

  #startOf(at: number): bigint {
    if (this.#starts instanceof Uint32Array) return BigInt(this.#starts[at] ?? 0);
    return ((this.#starts[at * 2] ?? 0n) << 64n) | (this.#starts[at * 2 + 1] ?? 0n);
  }

  /** The last segment that begins at or before an address; -1 when there is none. */
  #segmentOf(value: bigint): number {
    const before =
      this.#starts instanceof Uint32Array ? beforeIn(this.#starts, Number(value)) : beforeInPairs(this.#starts, value);
    let [from, to] = [0, this.#count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (before(middle)) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }
}

const none = -1;
const low = (1n << 64n) - 1n;

const beforeIn = (starts: Uint32Array, value: number) => (at: number) => (starts[at] ?? 0) <= value;

function beforeInPairs(starts: BigUint64Array, value: bigint): (at: number) => boolean {
  const [upper, lower] = [value >> 64n, value & low];
  return (at) => {
    const start = starts[at * 2] ?? 0n;
    return start < upper || (start === upper && (starts[at * 2 + 1] ?? 0n) <= lower);
  };
}

/** Networks of both families. */
export class Networks {
  readonly #families: Readonly<Record<4 | 6, NetworkIndex>>;

  constructor(entries: readonly (readonly [NetworkEntry, number])[]) {
    const of = (family: 4 | 6) =>
      new NetworkIndex(
        family,
        entries.filter(([entry]) => entry.family === family),
      );
    this.#families = { 4: of(4), 6: of(6) };
  }

  /** The networks that hold an address, the narrowest first; nothing for what is no address. */
  holding(text: string): Held[] {
    const address = addressOf(text);
    return address === undefined ? [] : this.#families[address.family].holding(address.value);
  }
}
