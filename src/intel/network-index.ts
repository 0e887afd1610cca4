import { ipv4, ipv6, type AddressFamily, type Starts } from './address-family.ts';
import { addressOf, type NetworkEntry } from './entry.ts';
import { ipv4Of } from './ipv4.ts';
import { isMapped, readIpv6, wordsOf, type Words } from './ipv6.ts';

/** What becomes of a network that holds an address: how it is written, and the number under which it was added. */
type Told<Found> = (network: string, entry: number) => Found;

interface Sorted<Value> {
  readonly first: Value;
  readonly bits: number;
  readonly number: number;
}

/**
 * Networks of one family, compiled. Networks lie within each other or apart, so that they cut the addresses into
 * segments of which each has one narrowest network, and each network has one around it. A look-up is a binary search
 * among the segments and a walk outwards; a million networks of IPv4 take some sixty megabytes.
 */
class NetworkIndex<Value extends number | bigint, Address> {
  readonly #family: AddressFamily<Value, Address>;
  readonly #starts: Starts<Value, Address>;
  /**
   * Rows of a length, the number it was added under, and the row of the network around it. First one for each segment,
   * which tells its narrowest network, so that one place in memory is enough; then one for each network, in order.
   */
  readonly #rows: Int32Array;

  /** `entries`: networks with their numbers, in any order; those of the other family are left out. */
  constructor(family: AddressFamily<Value, Address>, entries: readonly (readonly [NetworkEntry, number])[]) {
    const sorted = entries
      .filter(([entry]) => entry.family === family.family)
      .map(([{ first, bits }, number]): Sorted<Value> => ({ first: family.value(first), bits, number }))
      .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : one.bits - other.bits));
    this.#family = family;
    this.#starts = family.starts(sorted.length * 2);
    const segments = sorted.length * 2;
    this.#rows = new Int32Array((segments + sorted.length) * width);
    for (const [at, { bits, number }] of sorted.entries())
      this.#rows.set([bits, number, none], (segments + at) * width);
    this.#starts.close(this.#sweep(sorted, segments));
  }

  /** The networks that hold an address, the narrowest first. */
  holding<Found>(address: Address, told: Told<Found>): Found[] {
    const found: Found[] = [];
    const rows = this.#rows;
    for (let row = this.#starts.segmentOf(address); row !== none; row = rows[row * width + 2] ?? none) {
      const bits = rows[row * width] ?? none;
      if (bits === none) break;
      found.push(told(this.#family.network(address, bits), rows[row * width + 1] ?? 0));
    }
    return found;
  }

  /**
   * Goes through the networks in order and notes where the narrowest one changes; returns how many segments there are.
   * `first`: the row of the first network.
   */
  #sweep(sorted: readonly Sorted<Value>[], first: number): number {
    const { end, after } = this.#family;
    const rows = this.#rows;
    const open: { readonly row: number; readonly after: Value }[] = [];
    let count = 0;
    const begin = (start: Value, owner: number): void => {
      if (count > 0 && this.#starts.at(count - 1) === start) count--;
      this.#starts.put(count, start);
      if (owner === none) rows[count * width] = none;
      else rows.copyWithin(count * width, owner * width, (owner + 1) * width);
      count++;
    };
    const close = (until: Value): void => {
      for (let last = open.at(-1); last !== undefined && last.after <= until; last = open.at(-1)) {
        open.pop();
        if (last.after < end) begin(last.after, open.at(-1)?.row ?? none);
      }
    };
    for (const [at, { first: start, bits }] of sorted.entries()) {
      const row = first + at;
      close(start);
      rows[row * width + 2] = open.at(-1)?.row ?? none;
      open.push({ row, after: after(start, bits) });
      begin(start, row);
    }
    close(end);
    return count;
  }
}

const none = -1;

/** Numbers of a row: three, and one that fills a line of the cache. */
const width = 4;

/** Networks of both families. */
export class Networks {
  readonly #narrow: NetworkIndex<number, number>;
  readonly #wide: NetworkIndex<bigint, Words>;
  /** The address that is being looked up. */
  readonly #words = new Uint32Array(4);

  constructor(entries: readonly (readonly [NetworkEntry, number])[]) {
    this.#narrow = new NetworkIndex(ipv4, entries);
    this.#wide = new NetworkIndex(ipv6, entries);
  }

  /** The networks that hold an address, the narrowest first; nothing for what is no address. */
  holding<Found>(text: string, told: Told<Found>): Found[] {
    const plain = ipv4Of(text);
    if (plain !== undefined) return this.#narrow.holding(plain, told);
    if (readIpv6(text, this.#words) && !isMapped(this.#words)) return this.#wide.holding(this.#words, told);
    const address = addressOf(text);
    if (address === undefined) return [];
    if (address.family === 4) return this.#narrow.holding(Number(address.value), told);
    return this.#wide.holding(wordsOf(address.value, this.#words), told);
  }
}
