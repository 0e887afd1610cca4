import { ipv4Text } from './ipv4.ts';
import { ipv6Text, wordsOf, valueOf, type Words } from './ipv6.ts';

/**
 * What is different about IPv4 and IPv6. Their addresses are numbers of 32 and of 128 bits (`Value`) where networks are
 * compiled; what is looked up (`Address`) is no bigint, for there are millions of them.
 */
export interface AddressFamily<Value extends number | bigint, Address> {
  readonly family: 4 | 6;
  readonly value: (address: bigint) => Value;
  /** What follows the last address of all. */
  readonly end: Value;
  /** The first address behind a network. */
  readonly after: (first: Value, bits: number) => Value;
  /** How the network of so many bits around an address is written. */
  readonly network: (address: Address, bits: number) => string;
  readonly starts: (most: number) => Starts<Value, Address>;
}

/** Where segments begin, in order. */
export interface Starts<Value, Address> {
  put(at: number, start: Value): void;
  at(at: number): Value;
  /** To be called when `count` of them are there, before the first look-up. */
  close(count: number): void;
  /** The last one at or before an address; -1 when there is none. */
  segmentOf(address: Address): number;
}

export const ipv4: AddressFamily<number, number> = {
  family: 4,
  value: Number,
  end: 2 ** 32,
  after: (first, bits) => first + 2 ** (32 - bits),
  network: (address, bits) =>
    bits === 32 ? ipv4Text(address) : `${ipv4Text(bits === 0 ? 0 : (address & (-1 << (32 - bits))) >>> 0)}/${bits}`,
  starts: (most) => new NarrowStarts(most),
};

export const ipv6: AddressFamily<bigint, Words> = {
  family: 6,
  value: (address) => address,
  end: 1n << 128n,
  after: (first, bits) => first + (1n << BigInt(128 - bits)),
  network: ipv6Text,
  starts: (most) => new WideStarts(most),
};

/** Of IPv4. A table by the upper 16 bits leaves a handful to search among, which lie side by side in memory. */
class NarrowStarts implements Starts<number, number> {
  readonly #starts: Uint32Array;
  /** For each upper half how many begin before it. */
  readonly #before = new Uint32Array(2 ** 16 + 1);

  constructor(most: number) {
    this.#starts = new Uint32Array(most);
  }

  put(at: number, start: number): void {
    this.#starts[at] = start;
  }

  at(at: number): number {
    return this.#starts[at] ?? 0;
  }

  close(count: number): void {
    let at = 0;
    for (let upper = 0; upper <= 2 ** 16; upper++) {
      while (at < count && this.at(at) < upper * 2 ** 16) at++;
      this.#before[upper] = at;
    }
  }

  segmentOf(address: number): number {
    const upper = address >>> 16;
    let [from, to] = [this.#before[upper] ?? 0, this.#before[upper + 1] ?? 0];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#starts[middle] ?? 0) <= address) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }
}

/**
 * Of IPv6: four words each. The 32 bits from the first one on in which any two starts differ (`#bit`) are searched like
 * addresses of IPv4, and then the starts that have them in common.
 */
class WideStarts implements Starts<bigint, Words> {
  readonly #starts: Uint32Array;
  #count = 0;
  #bit = 0;
  #parts = new NarrowStarts(0);
  /** For each different part the first start that has it, and behind them the number of starts. */
  #firsts = new Uint32Array(1);

  constructor(most: number) {
    this.#starts = new Uint32Array(most * 4);
  }

  put(at: number, start: bigint): void {
    wordsOf(start, wordsAt(this.#starts, at));
  }

  at(at: number): bigint {
    return valueOf(wordsAt(this.#starts, at));
  }

  close(count: number): void {
    this.#count = count;
    this.#bit = count < 2 ? 0 : Math.min(96, bitsInCommon(this.#starts, wordsAt(this.#starts, count - 1)));
    const firsts = Array.from({ length: count }, (_, at) => at).filter(
      (at) => at === 0 || this.#part(this.#starts, at) !== this.#part(this.#starts, at - 1),
    );
    this.#parts = new NarrowStarts(firsts.length);
    for (const [place, at] of firsts.entries()) this.#parts.put(place, this.#part(this.#starts, at));
    this.#parts.close(firsts.length);
    this.#firsts = Uint32Array.from([...firsts, count]);
  }

  segmentOf(address: Words): number {
    if (bitsInCommon(this.#starts, address) < this.#bit)
      return isAfter(this.#starts, 0, address) ? -1 : this.#count - 1;
    const part = this.#part(address, 0);
    const place = this.#parts.segmentOf(part);
    if (place < 0) return -1;
    const end = this.#firsts[place + 1] ?? 0;
    return this.#parts.at(place) < part ? end - 1 : lastNotAfter(address, this.#starts, this.#firsts[place] ?? 0, end);
  }

  /** The 32 bits of a start, or of an address. */
  #part(words: Words, at: number): number {
    const [word, shift] = [at * 4 + (this.#bit >>> 5), this.#bit & 31];
    const upper = (words[word] ?? 0) << shift;
    return (shift === 0 ? upper : upper | ((words[word + 1] ?? 0) >>> (32 - shift))) >>> 0;
  }
}

const wordsAt = (starts: Uint32Array, at: number): Words => starts.subarray(at * 4, at * 4 + 4);

/** How many bits the first start and an address begin with alike. */
function bitsInCommon(starts: Uint32Array, address: Words): number {
  let word = 0;
  while (word < 4 && starts[word] === address[word]) word++;
  return word === 4 ? 128 : word * 32 + Math.clz32((starts[word] ?? 0) ^ (address[word] ?? 0));
}

/** Which one between two places, in order, is the last at or before an address; the one before them for none. */
function lastNotAfter(address: Words, starts: Uint32Array, first: number, end: number): number {
  let from = first;
  let to = end;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isAfter(starts, middle * 4, address)) to = middle;
    else from = middle + 1;
  }
  return from - 1;
}

function isAfter(starts: Uint32Array, at: number, address: Words): boolean {
  for (let word = 0; word < 4; word++) {
    const start = starts[at + word] ?? 0;
    const own = address[word] ?? 0;
    if (start !== own) return start > own;
  }
  return false;
}
