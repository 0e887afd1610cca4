import { viewOf, type Texts } from '#kernel';

/** Lines that are taken apart at once. */
export const mostRows = 2048;

const [tab, newline, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];

/** Lines of words with a space between two, many at once: where each word of each line stands. */
export class SplitLines {
  /** Lines that hold something. */
  count = 0;
  /** Where each of them stands, its line end left aside. */
  readonly begins = new Int32Array(mostRows);
  readonly ends = new Int32Array(mostRows);
  /** Its line in the file, and its number among the lines that are not blank; both from 1. */
  readonly lines = new Float64Array(mostRows);
  readonly positions = new Float64Array(mostRows);
  /** 1 for a line that has another number of words than it should. */
  readonly wrong = new Uint8Array(mostRows);
  line = 0;
  position = 0;
  readonly #width: number;
  /** Where each word begins and ends: those at one place of all lines, then those at the next. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #words = 0;

  /** `words`: how many each line should have. */
  constructor(words: number) {
    this.#width = words;
    this.#from = new Int32Array(words * mostRows);
    this.#to = new Int32Array(words * mostRows);
  }

  /** Begins another file, or goes on with other words behind a line of the same one. */
  begin({ line, position }: { line: number; position: number }): void {
    this.line = line;
    this.position = position;
  }

  /** Takes lines from the one that begins at `at`; returns the index behind the last. */
  take(bytes: Uint8Array, at: number): number {
    this.count = 0;
    const view = viewOf(bytes);
    let next = at;
    while (next < bytes.length && this.count < mostRows) next = this.#takeLine(bytes, view, next) + 1;
    return Math.min(next, bytes.length);
  }

  /** The words of all lines at one place. */
  texts(bytes: Uint8Array, word: number): Texts {
    const [begin, end] = [word * mostRows, (word + 1) * mostRows];
    return { bytes, from: this.#from.subarray(begin, end), to: this.#to.subarray(begin, end) };
  }

  /** Index of the line's end. */
  #takeLine(bytes: Uint8Array, view: DataView, begin: number): number {
    const end = this.#split(bytes, view, begin, bytes.length);
    this.line += 1;
    if ((bytes[begin] ?? space) <= space && isBlank(bytes, begin, end)) return end;
    const row = this.count;
    this.count += 1;
    this.position += 1;
    this.begins[row] = begin;
    this.ends[row] = bytes[end - 1] === carriageReturn ? end - 1 : end;
    this.lines[row] = this.line;
    this.positions[row] = this.position;
    this.wrong[row] = this.#words === this.#width ? 0 : 1;
    return end;
  }

  /** Finds the words of the line that ends before `limit`; spaces around it are none. Returns the index of its end. */
  #split(bytes: Uint8Array, view: DataView, begin: number, limit: number): number {
    const [froms, tos] = [this.#from, this.#to];
    let place = this.count;
    let start = afterSpaces(bytes, begin, limit);
    let at = start;
    for (; at < limit; at += 1) {
      if (at + 4 <= limit) at += beforeLow(view.getInt32(at, true));
      const byte = bytes[at] ?? newline;
      if (byte > space) continue;
      if (byte === newline) break;
      if (byte !== space) continue;
      froms[place] = start; // one word too many is written nowhere
      tos[place] = at;
      place += mostRows;
      start = at + 1;
    }
    const stop = trimmed(bytes, begin, at);
    if (stop < start && stop > begin) return Math.max(at, this.#split(bytes, view, begin, stop));
    froms[place] = start;
    tos[place] = stop;
    this.#words = (place - this.count) / mostRows + 1;
    return at;
  }
}

/** How many of four bytes, the first the lowest, stand before one that is a space or less; 3 where there is none. */
function beforeLow(four: number): number {
  const low = (four - 0x21212121) & ~four & 0x80808080; // the lowest bit set belongs to the first such byte
  return low === 0 ? 3 : (31 - Math.clz32(low & -low)) >>> 3;
}

function afterSpaces(bytes: Uint8Array, begin: number, limit: number): number {
  let at = begin;
  while (at < limit && bytes[at] === space) at += 1;
  return at;
}

/** Index behind the last byte of a line that is neither its carriage return nor a space. */
function trimmed(bytes: Uint8Array, begin: number, end: number): number {
  let stop = end > begin && bytes[end - 1] === carriageReturn ? end - 1 : end;
  while (stop > begin && bytes[stop - 1] === space) stop -= 1;
  return stop;
}

/** The same lines are blank to `LineRecords`. */
function isBlank(bytes: Uint8Array, begin: number, end: number): boolean {
  for (let at = begin; at < end; at += 1) {
    const byte = bytes[at];
    if (byte !== space && byte !== tab && byte !== carriageReturn) return false;
  }
  return true;
}
