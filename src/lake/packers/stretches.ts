import type { Texts } from '#kernel';

interface Known {
  readonly number: number;
  readonly word: Uint8Array;
}

/** Finds the number of a word by its bytes, so that no text need be made of what comes again. */
export class Stretches {
  private readonly known = new Map<number, Known>();
  private readonly numbered: (word: string) => number;
  private last: Known = { number: -1, word: new Uint8Array(0) };

  /** `numbered`: the number of a word, given when it comes for the first time. */
  constructor(numbered: (word: string) => number) {
    this.numbered = numbered;
  }

  /** Writes the number of each word. */
  number({ bytes, from, to }: Texts, count: number, into: Float64Array): void {
    let { last } = this;
    for (let row = 0; row < count; row += 1) {
      const begin = from[row] ?? 0;
      const end = to[row] ?? 0;
      if (last.number < 0 || !isSame(last.word, bytes, begin, end)) last = this.find(bytes, begin, end);
      into[row] = last.number;
    }
    this.last = last;
  }

  private find(bytes: Uint8Array, begin: number, end: number): Known {
    const hash = hashOf(bytes, begin, end);
    const known = this.known.get(hash);
    if (known !== undefined && isSame(known.word, bytes, begin, end)) return known;
    const word = Buffer.from(bytes.subarray(begin, end)); // a copy: the bytes go
    const found = { number: this.numbered(word.toString('utf8')), word };
    this.known.set(hash, found);
    return found;
  }
}

function isSame(word: Uint8Array, bytes: Uint8Array, begin: number, end: number): boolean {
  if (word.length !== end - begin) return false;
  // From the end: words of one kind begin alike.
  for (let index = word.length - 1; index >= 0; index -= 1) if (word[index] !== bytes[begin + index]) return false;
  return true;
}

/** Bytes by which words are told: the last ones, since words of one kind begin alike. */
const telling = 12;

/** FNV-1a, of 32 bits. */
function hashOf(bytes: Uint8Array, begin: number, end: number): number {
  let hash = end - begin;
  for (let at = Math.max(begin, end - telling); at < end; at += 1)
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
