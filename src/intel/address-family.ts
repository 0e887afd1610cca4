import { wordsOf, type Words } from './ipv6.ts';

/**
 * What is different about IPv4 and IPv6. Their addresses are numbers of 32 and of 128 bits (`Value`) where networks are
 * compiled; what is looked up (`Address`) is no bigint, for there are millions of them.
 */
export interface AddressFamily<Value extends number | bigint, Address> {
  readonly family: 4 | 6;
  readonly value: (address: bigint) => Value;
  /** Room for so many networks. */
  readonly rows: (most: number) => Rows<Value, Address>;
}

/** Networks in order, by their first addresses and the wider ones first: a row of numbers each. */
export interface Rows<Value, Address> {
  /** `width` numbers a row. Behind its first address there is room for three, from `told` on. */
  readonly numbers: Int32Array;
  readonly width: number;
  readonly told: number;
  put(at: number, first: Value): void;
  /** The first address of a row; good until the next one is asked for. */
  first(at: number): Address;
  /** To be called when all of them are there, before the first look-up. */
  close(): void;
  /** The last row that begins at or before an address; -1 when there is none. */
  lastNotAfter(address: Address): number;
  /** True when a row and an address begin with the same so many bits. */
  alike(at: number, address: Address, bits: number): boolean;
}

export const ipv4: AddressFamily<number, number> = {
  family: 4,
  value: Number,
  rows: (most) => new NarrowRows(most, 4),
};

export const ipv6: AddressFamily<bigint, Words> = {
  family: 6,
  value: (address) => address,
  rows: (most) => new WideRows(most),
};

/** Of IPv4. A table by the upper 16 bits leaves a handful to search among, which lie side by side in memory. */
class NarrowRows implements Rows<number, number> {
  readonly numbers: Int32Array;
  readonly width: number;
  readonly told = 1;
  readonly most: number;
  readonly #firsts: Uint32Array;
  /** For each upper half how many begin before it. */
  readonly #before = new Uint32Array(2 ** 16 + 1);

  constructor(most: number, width: number) {
    this.most = most;
    this.width = width;
    this.numbers = new Int32Array(most * width);
    this.#firsts = new Uint32Array(this.numbers.buffer);
  }

  put(at: number, first: number): void {
    this.#firsts[at * this.width] = first;
  }

  first(at: number): number {
    return this.#firsts[at * this.width] ?? 0;
  }

  close(): void {
    let at = 0;
    for (let upper = 0; upper <= 2 ** 16; upper++) {
      while (at < this.most && this.first(at) < upper * 2 ** 16) at++;
      this.#before[upper] = at;
    }
  }

  lastNotAfter(address: number): number {
    const upper = address >>> 16;
    let [from, to] = [this.#before[upper] ?? 0, this.#before[upper + 1] ?? 0];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.first(middle) <= address) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }

  alike(at: number, address: number, bits: number): boolean {
    return Math.clz32(this.first(at) ^ address) >= bits;
  }
}

/**
 * Of IPv6, whose addresses are four words. The 32 bits from the first one on in which any two differ (`#bit`) are
 * searched like addresses of IPv4, and then the rows that have them in common.
 */
class WideRows implements Rows<bigint, Words> {
  readonly numbers: Int32Array;
  readonly width = 8;
  readonly told = 4;
  readonly #most: number;
  readonly #firsts: Uint32Array;
  #bit = 0;
  /** The different parts, each with the first row that has it and the one behind the last. */
  #parts = new NarrowRows(0, 2);

  constructor(most: number) {
    this.#most = most;
    this.numbers = new Int32Array(most * this.width);
    this.#firsts = new Uint32Array(this.numbers.buffer);
  }

  put(at: number, first: bigint): void {
    wordsOf(first, this.first(at));
  }

  first(at: number): Words {
    return this.#firsts.subarray(at * this.width, at * this.width + 4);
  }

  close(): void {
    const most = this.#most;
    this.#bit = most < 2 ? 0 : Math.min(96, bitsInCommon(this.#firsts, 0, this.first(most - 1)));
    const begin = Array.from({ length: most }, (_, at) => at).filter(
      (at) => at === 0 || this.#partAt(at) !== this.#partAt(at - 1),
    );
    this.#parts = new NarrowRows(begin.length, 2);
    for (const [place, at] of begin.entries()) {
      this.#parts.put(place, this.#partAt(at));
      this.#parts.numbers[place * 2 + 1] = at;
    }
    this.#parts.close();
  }

  lastNotAfter(address: Words): number {
    if (bitsInCommon(this.#firsts, 0, address) < this.#bit) return this.#isAfter(0, address) ? -1 : this.#most - 1;
    const part = this.#part(address, 0);
    const place = this.#parts.lastNotAfter(part);
    if (place < 0) return -1;
    const { most, numbers } = this.#parts;
    let to = place + 1 === most ? this.#most : (numbers[place * 2 + 3] ?? 0);
    let from = this.#parts.first(place) < part ? to : (numbers[place * 2 + 1] ?? 0);
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#isAfter(middle, address)) to = middle;
      else from = middle + 1;
    }
    return from - 1;
  }

  alike(at: number, address: Words, bits: number): boolean {
    return bitsInCommon(this.#firsts, at * this.width, address) >= bits;
  }

  #isAfter(at: number, address: Words): boolean {
    for (let word = 0; word < 4; word++) {
      const own = this.#firsts[at * this.width + word] ?? 0;
      const other = address[word] ?? 0;
      if (own !== other) return own > other;
    }
    return false;
  }

  #partAt(at: number): number {
    return this.#part(this.#firsts, at * this.width);
  }

  /** The 32 bits of an address whose words begin at a place. */
  #part(words: Words, place: number): number {
    const [word, shift] = [place + (this.#bit >>> 5), this.#bit & 31];
    const upper = (words[word] ?? 0) << shift;
    return (shift === 0 ? upper : upper | ((words[word + 1] ?? 0) >>> (32 - shift))) >>> 0;
  }
}

/** How many bits an address and the words from a place on begin with alike. */
function bitsInCommon(words: Words, place: number, address: Words): number {
  let word = 0;
  while (word < 4 && words[place + word] === address[word]) word++;
  return word === 4 ? 128 : word * 32 + Math.clz32((words[place + word] ?? 0) ^ (address[word] ?? 0));
}
