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
  const counts = sizes.map(() => new LineCount());
  let [index, left] = [0, sizes[0] ?? 0];
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (!Buffer.isBuffer(chunk)) continue;
      for (let at = 0; at < chunk.length && index < sizes.length;) {
        const piece = chunk.subarray(at, at + left);
        counts[index]?.add(piece);
        at += piece.length;
        left -= piece.length;
        while (left === 0 && index < sizes.length) left = sizes[(index += 1)] ?? 0;
      }
    }
  } catch (error) {
    throw new Fault('BadInput', `${path} could not be read: ${sentenceOf(error)}.`, { cause: error });
  }
  return counts.map((count) => count.end());
}

/** Follows the line ends of one file. */
class LineCount {
  #lines = 0;
  #filled = 0;
  /** True when the line that has not ended yet holds something, and when there is one. */
  #holds = false;
  #open = false;

  add(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      this.#lines += 1;
      if (this.#holds || holds(bytes, start, end)) this.#filled += 1;
      this.#holds = false;
      start = end + 1;
    }
    this.#open = start < bytes.length;
    this.#holds ||= holds(bytes, start, bytes.length);
  }

  end(): Counted {
    return { lines: this.#lines + (this.#open ? 1 : 0), filled: this.#filled + (this.#holds ? 1 : 0) };
  }
}

const holds = (chunk: Buffer, start: number, end: number): boolean =>
  end - start > 1 || (end - start === 1 && chunk[start] !== carriageReturn);
