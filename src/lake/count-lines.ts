import { createReadStream } from 'node:fs';
import { Fault, sentenceOf } from '#kernel';

/** Lines of a file, and how many of them hold something. */
export interface Counted {
  readonly lines: number;
  readonly filled: number;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Counts the lines of files that stand one after the other in one; `sizes` are theirs, in bytes. Throws `BadInput` where it cannot be read. */
export async function countLines(path: string, sizes: readonly number[]): Promise<Counted[]> {
  const counts = sizes.map((size) => new LineCount(size));
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (Buffer.isBuffer(chunk)) share(chunk, counts);
    }
  } catch (error) {
    throw new Fault('BadInput', `${path} could not be read: ${sentenceOf(error)}.`, { cause: error });
  }
  return counts.map((count) => count.end());
}

/** Gives each file what is its own of the next bytes. */
function share(chunk: Buffer, counts: readonly LineCount[]): void {
  let at = 0;
  for (const count of counts) {
    if (count.isWhole) continue;
    at += count.add(chunk.subarray(at));
    if (at === chunk.length) return;
  }
}

/** Follows the line ends of one file. */
class LineCount {
  #left: number;
  #lines = 0;
  #filled = 0;
  /** True when the line that has not ended yet holds something, and when there is one. */
  #holds = false;
  #open = false;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  get isWhole(): boolean {
    return this.#left === 0;
  }

  /** Takes what is its own of some bytes; returns how many those are. */
  add(some: Buffer): number {
    const bytes = some.subarray(0, this.#left);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      this.#lines += 1;
      if (this.#holds || holds(bytes, start, end)) this.#filled += 1;
      this.#holds = false;
      start = end + 1;
    }
    this.#open = start < bytes.length;
    this.#holds ||= holds(bytes, start, bytes.length);
    this.#left -= bytes.length;
    return bytes.length;
  }

  end(): Counted {
    return { lines: this.#lines + (this.#open ? 1 : 0), filled: this.#filled + (this.#holds ? 1 : 0) };
  }
}

const holds = (chunk: Buffer, start: number, end: number): boolean =>
  end - start > 1 || (end - start === 1 && chunk[start] !== carriageReturn);
