import { ipv4, ipv6, type AddressFamily, type Rows } from './address-family.ts';
import { addressOf, type NetworkEntry } from './entry.ts';
import { ipv4Of } from './ipv4.ts';
import { isMapped, readIpv6, wordsOf, type Words } from './ipv6.ts';

/** What becomes of a network that holds an address: how long it is, and the number under which it was added. */
type Told<Found> = (bits: number, entry: number) => Found;

/**
 * Networks of one family, compiled. Networks lie within each other or apart. So of those that hold an address the
 * narrowest is the last one that begins at or before it, or lies around that one; and those around it hold the address
 * too. A look-up is a search for one row and a walk outwards; a million networks of IPv4 take some sixteen megabytes.
 */
class NetworkIndex<Value extends number | bigint, Address> {
  /** What is told of a network: its length, the number it was added under, and the row of the one around it. */
  readonly #rows: Rows<Value, Address>;

  /** `entries`: networks with their numbers, in any order; those of the other family are left out. */
  constructor(family: AddressFamily<Value, Address>, entries: readonly (readonly [NetworkEntry, number])[]) {
    const sorted = entries
      .filter(([entry]) => entry.family === family.family)
      .map(([{ first, bits }, number]) => ({ first: family.value(first), bits, number }))
      .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : one.bits - other.bits));
    this.#rows = family.rows(sorted.length);
    const { numbers, width, told } = this.#rows;
    let around = none;
    for (const [at, { first, bits, number }] of sorted.entries()) {
      this.#rows.put(at, first);
      while (around !== none && !this.#holds(around, this.#rows.first(at))) around = this.#around(around);
      numbers.set([bits, number, around], at * width + told);
      around = at;
    }
    this.#rows.close();
  }

  /** The networks that hold an address, the narrowest first. */
  holding<Found>(address: Address, told: Told<Found>): Found[] {
    const found: Found[] = [];
    let at = this.#rows.lastNotAfter(address);
    while (at !== none && !this.#holds(at, address)) at = this.#around(at);
    for (; at !== none; at = this.#around(at)) found.push(told(this.#number(at, 0), this.#number(at, 1)));
    return found;
  }

  #holds(at: number, address: Address): boolean {
    return this.#rows.alike(at, address, this.#number(at, 0));
  }

  #around(at: number): number {
    return this.#number(at, 2);
  }

  /** One of the three numbers of a row. */
  #number(at: number, which: 0 | 1 | 2): number {
    return this.#rows.numbers[at * this.#rows.width + this.#rows.told + which] ?? none;
  }
}

const none = -1;

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
