import { ipv4, ipv6, type AddressFamily, type Starts } from './address-family.ts';
import { addressOf, type NetworkEntry } from './entry.ts';
import { ipv4Of } from './ipv4.ts';

/** A network that holds an address, and the number under which it was added. */
export interface Held {
  readonly network: string;
  readonly entry: number;
}

interface Sorted<Value> {
  readonly first: Value;
  readonly bits: number;
  readonly number: number;
}

/**
 * Networks of one family, compiled. Networks lie within each other or apart, so that they cut the addresses into
 * segments of which each has one narrowest network, and each network has one around it. A look-up is a binary search
 * among the segments and a walk outwards; a million networks of IPv4 take some thirty megabytes.
 */
class NetworkIndex<Value extends number | bigint> {
  readonly #family: AddressFamily<Value>;
  readonly #starts: Starts<Value>;
  /** For each segment its narrowest network. */
  readonly #owners: Int32Array;
  /** For each network, in order: the one around it, its length, the number it was added under. */
  readonly #around: Int32Array;
  readonly #bits: Uint8Array;
  readonly #entries: Uint32Array;

  /** `entries`: networks with their numbers, in any order; those of the other family are left out. */
  constructor(family: AddressFamily<Value>, entries: readonly (readonly [NetworkEntry, number])[]) {
    const sorted = entries
      .filter(([entry]) => entry.family === family.family)
      .map(([{ first, bits }, number]): Sorted<Value> => ({ first: family.value(first), bits, number }))
      .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : one.bits - other.bits));
    this.#family = family;
    this.#starts = family.starts(sorted.length * 2);
    this.#owners = new Int32Array(sorted.length * 2);
    this.#around = new Int32Array(sorted.length);
    this.#bits = Uint8Array.from(sorted, ({ bits }) => bits);
    this.#entries = Uint32Array.from(sorted, ({ number }) => number);
    this.#starts.close(this.#sweep(sorted));
  }

  /** The networks that hold an address, the narrowest first. */
  holding(address: Value): Held[] {
    const found: Held[] = [];
    const segment = this.#starts.segmentOf(address);
    if (segment < 0) return found;
    for (let at = this.#owners[segment] ?? none; at !== none; at = this.#around[at] ?? none)
      found.push({ network: this.#family.network(address, this.#bits[at] ?? 0), entry: this.#entries[at] ?? 0 });
    return found;
  }

  /** Goes through the networks in order and notes where the narrowest one changes; returns how many segments there are. */
  #sweep(sorted: readonly Sorted<Value>[]): number {
    const { end, after } = this.#family;
    const open: { readonly index: number; readonly after: Value }[] = [];
    let count = 0;
    const begin = (start: Value, owner: number): void => {
      if (count > 0 && this.#starts.at(count - 1) === start) count--;
      this.#starts.put(count, start);
      this.#owners[count++] = owner;
    };
    const close = (until: Value): void => {
      for (let last = open.at(-1); last !== undefined && last.after <= until; last = open.at(-1)) {
        open.pop();
        if (last.after < end) begin(last.after, open.at(-1)?.index ?? none);
      }
    };
    for (const [index, { first, bits }] of sorted.entries()) {
      close(first);
      this.#around[index] = open.at(-1)?.index ?? none;
      open.push({ index, after: after(first, bits) });
      begin(first, index);
    }
    close(end);
    return count;
  }
}

const none = -1;

/** Networks of both families. */
export class Networks {
  readonly #narrow: NetworkIndex<number>;
  readonly #wide: NetworkIndex<bigint>;

  constructor(entries: readonly (readonly [NetworkEntry, number])[]) {
    this.#narrow = new NetworkIndex(ipv4, entries);
    this.#wide = new NetworkIndex(ipv6, entries);
  }

  /** The networks that hold an address, the narrowest first; nothing for what is no address. */
  holding(text: string): Held[] {
    const plain = ipv4Of(text);
    if (plain !== undefined) return this.#narrow.holding(plain);
    const address = addressOf(text);
    if (address === undefined) return [];
    return address.family === 4 ? this.#narrow.holding(Number(address.value)) : this.#wide.holding(address.value);
  }
}
