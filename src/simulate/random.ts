import { Fault } from '#kernel';

const hexDigits = '0123456789abcdef';

/**
 * A stream of pseudo-random figures that depends on its name alone (sfc32 over a hash of the name).
 * INVARIANT: a fork has its own stream, so what one actor draws never changes what another one does.
 */
export class Random {
  readonly #name: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(name: string) {
    this.#name = name;
    this.#a = hash(name, 0x9e3779b9);
    this.#b = hash(name, 0x243f6a88);
    this.#c = hash(name, 0xb7e15162);
    for (let round = 0; round < 12; round++) this.bits();
  }

  fork(name: string | number): Random {
    return new Random(`${this.#name}/${name}`);
  }

  /** 32 random bits, as an unsigned integer. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A fraction from 0 up to, but not including, 1. */
  fraction(): number {
    return this.bits() / 4294967296;
  }

  /** An integer from 0 up to, but not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** An integer whose mean is `mean`: the whole part, and the rest by chance. */
  count(mean: number): number {
    return Math.floor(mean) + (this.chance(mean % 1) ? 1 : 0);
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Fault('Internal', 'Nothing can be picked from an empty list.');
    return item;
  }

  /** One of the rows, each as likely as its weight says. */
  weighted<T>(rows: readonly (readonly [item: T, weight: number])[]): T {
    let left = this.fraction() * rows.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of rows) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(rows)[0];
  }

  letters(alphabet: string, length: number): string {
    let text = '';
    for (let index = 0; index < length; index++) text += alphabet.charAt(this.below(alphabet.length));
    return text;
  }

  hex(length: number): string {
    return this.letters(hexDigits, length);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const middle = hex32(this.bits());
    const end = hex32(this.bits());
    const variant = hexDigits.charAt(8 + this.below(4));
    return `${hex32(this.bits())}-${middle.slice(0, 4)}-4${middle.slice(5)}-${variant}${end.slice(1, 4)}-${end.slice(4)}${hex32(this.bits())}`;
  }
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hexByte = (byte: number): string => hexBytes[byte & 255] ?? '';

/** Eight digits; from a table, since half a million identifiers pass here. */
const hex32 = (bits: number): string =>
  hexByte(bits >>> 24) + hexByte(bits >>> 16) + hexByte(bits >>> 8) + hexByte(bits);

/** FNV-1a with a finishing mix, so that names that differ in one letter give unlike streams. */
function hash(text: string, seed: number): number {
  let state = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
