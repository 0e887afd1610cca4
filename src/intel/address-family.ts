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

/** Starts of IPv6 that are searched at once: of four lines of the cache two are touched. */
const block = 16;

interface Level {
  readonly starts: Uint32Array;
  readonly count: number;
}

/** Of IPv6: four words each. Above them lies the first of each block, above these the same, until one block is left. */
class WideStarts implements Starts<bigint, Words> {
  readonly #starts: Uint32Array;
  /** The smallest first; the last one is that of all starts. */
  #levels: Level[] = [];

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
    let level: Level = { starts: this.#starts, count };
    for (this.#levels = [level]; level.count > block; this.#levels.unshift(level)) level = firstOfBlocks(level);
  }

  segmentOf(address: Words): number {
    let found = 0;
    for (const { starts, count } of this.#levels) {
      const from = found * block;
      found = lastNotAfter(address, starts, from, Math.min(from + block, count));
      if (found < 0) return -1;
    }
    return found;
  }
}

function firstOfBlocks({ starts, count }: Level): Level {
  const blocks = Math.ceil(count / block);
  const firsts = new Uint32Array(blocks * 4);
  for (let at = 0; at < blocks; at++) firsts.set(wordsAt(starts, at * block), at * 4);
  return { starts: firsts, count: blocks };
}

const wordsAt = (starts: Uint32Array, at: number): Words => starts.subarray(at * 4, at * 4 + 4);

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
