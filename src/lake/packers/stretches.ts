import { viewOf, type Texts } from '#kernel';

interface Known {
  readonly number: number;
  readonly word: DataView;
  readonly size: number;
}

/** Finds the number of a word by its bytes, so that no text need be made of what comes again. */
export class Stretches {
  private readonly known = new Map<number, Known>();
  private readonly numbered: (word: string) => number;
  private last: Known = { number: -1, word: viewOf(new Uint8Array(0)), size: 0 };

  /** `numbered`: the number of a word, given when it comes for the first time. */
  constructor(numbered: (word: string) => number) {
    this.numbered = numbered;
  }

  /** Writes the number of each word. */
  number({ bytes, from, to }: Texts, count: number, into: Float64Array): void {
    let { last } = this;
    const view = viewOf(bytes);
    for (let row = 0; row < count; row += 1) {
      const begin = from[row] ?? 0;
      const end = to[row] ?? 0;
      if (last.number < 0 || !isSame(last, view, begin, end)) last = this.find(view, begin, end);
      into[row] = last.number;
    }
    this.last = last;
  }

  private find(bytes: DataView, begin: number, end: number): Known {
    const hash = hashOf(bytes, begin, end);
    const known = this.known.get(hash);
    if (known !== undefined && isSame(known, bytes, begin, end)) return known;
    const word = Buffer.from(bytes.buffer.slice(bytes.byteOffset + begin, bytes.byteOffset + end)); // a copy: the bytes go
    const found = { number: this.numbered(word.toString('utf8')), word: viewOf(word), size: word.length };
    this.known.set(hash, found);
    return found;
  }
}

function isSame({ word, size }: Known, bytes: DataView, begin: number, end: number): boolean {
  let left = size;
  if (left !== end - begin) return false;
  // From the end: words of one kind begin alike.
  for (; left >= 4; left -= 4) if (word.getInt32(left - 4) !== bytes.getInt32(begin + left - 4)) return false;
  for (; left > 0; left -= 1) if (word.getInt8(left - 1) !== bytes.getInt8(begin + left - 1)) return false;
  return true;
}

/** Bytes by which words are told: the last ones, since words of one kind begin alike. */
const telling = 12;

/** In the manner of FNV-1a, four bytes at a time as far as they go; of 30 bits, which V8 keeps without an object. */
function hashOf(bytes: DataView, begin: number, end: number): number {
  let hash = end - begin;
  let at = Math.max(begin, end - telling);
  for (; at + 4 <= end; at += 4) hash = mixed(hash, bytes.getInt32(at));
  for (; at < end; at += 1) hash = mixed(hash, bytes.getInt8(at));
  return hash >>> 2;
}

function mixed(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return product ^ (product >>> 15);
}
