import { textOfNetwork } from './entry.ts';
import { ipv4Text } from './ipv4.ts';

/** What is different about IPv4 and IPv6, whose addresses are numbers of 32 and of 128 bits. */
export interface AddressFamily<Value extends number | bigint> {
  readonly family: 4 | 6;
  readonly value: (address: bigint) => Value;
  /** What follows the last address of all. */
  readonly end: Value;
  /** The first address behind a network. */
  readonly after: (first: Value, bits: number) => Value;
  /** How the network of so many bits around an address is written. */
  readonly network: (address: Value, bits: number) => string;
  readonly starts: (most: number) => Starts<Value>;
}

/** Where segments begin, in order. */
export interface Starts<Value> {
  put(at: number, start: Value): void;
  at(at: number): Value;
  /** To be called when `count` of them are there, before the first look-up. */
  close(count: number): void;
  /** The last one at or before an address; -1 when there is none. */
  segmentOf(address: Value): number;
}

export const ipv4: AddressFamily<number> = {
  family: 4,
  value: Number,
  end: 2 ** 32,
  after: (first, bits) => first + 2 ** (32 - bits),
  network: (address, bits) =>
    bits === 32 ? ipv4Text(address) : `${ipv4Text(bits === 0 ? 0 : (address & (-1 << (32 - bits))) >>> 0)}/${bits}`,
  starts: (most) => new NarrowStarts(most),
};

export const ipv6: AddressFamily<bigint> = {
  family: 6,
  value: (address) => address,
  end: 1n << 128n,
  after: (first, bits) => first + (1n << BigInt(128 - bits)),
  network: (address, bits) => {
    const host = BigInt(128 - bits);
    return textOfNetwork({ first: (address >> host) << host, bits, family: 6 });
  },
  starts: (most) => new WideStarts(most),
};

/** Of IPv4. A table by the upper 16 bits leaves a handful to search among, which lie side by side in memory. */
class NarrowStarts implements Starts<number> {
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

const low = (1n << 64n) - 1n;

/** Of IPv6: two numbers each. */
class WideStarts implements Starts<bigint> {
  readonly #starts: BigUint64Array;
  #count = 0;

  constructor(most: number) {
    this.#starts = new BigUint64Array(most * 2);
  }

  put(at: number, start: bigint): void {
    this.#starts[at * 2] = start >> 64n;
    this.#starts[at * 2 + 1] = start & low;
  }

  at(at: number): bigint {
    return ((this.#starts[at * 2] ?? 0n) << 64n) | (this.#starts[at * 2 + 1] ?? 0n);
  }

  close(count: number): void {
    this.#count = count;
  }

  segmentOf(address: bigint): number {
    const [upper, lower] = [address >> 64n, address & low];
    let [from, to] = [0, this.#count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const start = this.#starts[middle * 2] ?? 0n;
      const isBefore = start < upper || (start === upper && (this.#starts[middle * 2 + 1] ?? 0n) <= lower);
      if (isBefore) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }
}
