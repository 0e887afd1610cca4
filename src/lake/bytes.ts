import type { Texts } from '#kernel';

const chunkSize = 64 * 1024;
/** Bytes of the first chunk: many columns hold little. */
const firstSize = 1024;

/** Below 128, so that a length is one byte. */
const shortText = 48;

/** Chunks that were let go of, to be written again: some 128 MB, what two batches hold. */
const free: Buffer[] = [];
const mostFree = 2048;

/** Bytes that grow: small values are gathered into chunks. */
export class Bytes {
  private readonly full: Buffer[] = [];
  /** How many bytes of each of them are used. */
  private readonly lengths: number[] = [];
  private buffer: Buffer = Buffer.allocUnsafe(firstSize);
  private used = 0;
  /** Where `back` leads. */
  private markedFull = 0;
  private markedUsed = 0;
  private markedBuffer = this.buffer;

  /** The bytes so far; nothing may be written afterwards. */
  chunks(): Buffer[] {
    const full = this.full.map((chunk, index) => chunk.subarray(0, this.lengths[index]));
    return [...full, this.buffer.subarray(0, this.used)].filter(({ length }) => length > 0);
  }

  /** How many bytes there are, more or less. */
  get size(): number {
    return this.full.length * chunkSize + this.used;
  }

  /**
   * Lets go of the bytes; nobody may look at them afterwards. Chunks left to the collector of garbage are old by then,
   * and for each 64 MB of them it looks at all that this process holds.
   */
  release(): void {
    for (const chunk of [...this.full.splice(0), this.buffer])
      if (chunk.length === chunkSize && free.length < mostFree) free.push(chunk);
    this.buffer = nothing;
    this.used = 0;
  }

  /** Remembers how far the bytes have come. */
  mark(): void {
    this.markedFull = this.full.length;
    this.markedUsed = this.used;
    // Asked first: this runs for every cell, and the collector of garbage keeps a book of what is written here.
    if (this.markedBuffer !== this.buffer) this.markedBuffer = this.buffer;
  }

  /** Takes back what was written since the last mark. */
  back(): void {
    this.full.length = this.markedFull;
    this.lengths.length = this.markedFull;
    this.buffer = this.markedBuffer;
    this.used = this.markedUsed;
  }

  unsigned(value: number, width: 1 | 2 | 4): void {
    const at = this.take(width);
    for (let byte = 0; byte < width; byte += 1) this.buffer[at + byte] = value >>> (8 * byte);
  }

  /** A whole number of 64 bits that JavaScript holds exactly, in two's complement. */
  whole(value: number): void {
    const low = value >>> 0;
    this.unsigned(low, 4);
    this.unsigned((value - low) / 0x1_0000_0000, 4);
  }

  /**
   * Whole numbers of one width, as many as `count`; those of 8 bytes in two's complement.
   * INVARIANT: nothing else is written into these bytes, so that numbers begin where views of them may.
   */
  numbers(values: Float64Array, count: number, width: 1 | 2 | 4 | 8): void {
    for (let row = 0; row < count;) {
      const some = Math.min(count - row, chunkSize / width);
      const at = this.take(some * width);
      const { buffer, byteOffset } = this.buffer;
      const part = values.subarray(row, row + some);
      if (width === 1) copy(part, new Uint8Array(buffer, byteOffset + at, some));
      else if (width === 2) copy(part, new Uint16Array(buffer, byteOffset + at, some));
      else if (width === 4) copy(part, new Uint32Array(buffer, byteOffset + at, some));
      else halves(part, new Uint32Array(buffer, byteOffset + at, 2 * some));
      row += some;
    }
  }

  /** Bytes that are all zero. */
  zeros(count: number): void {
    for (let left = count; left > 0; left -= chunkSize) {
      const some = Math.min(left, chunkSize);
      const at = this.take(some);
      this.buffer.fill(0, at, at + some);
    }
  }

  /** Lengths and bytes of texts that are UTF-8 already. */
  stretches({ bytes, from, to }: Texts, count: number): void {
    let { buffer, used } = this;
    for (let row = 0; row < count; row += 1) {
      const begin = from[row] ?? 0;
      const size = (to[row] ?? 0) - begin;
      if (size > shortText || used + size >= buffer.length) {
        this.used = used;
        this.stretch(bytes, begin, begin + size);
        ({ buffer, used } = this);
        continue;
      }
      buffer[used] = size;
      used += 1;
      for (let index = 0; index < size; index += 1) buffer[used + index] = bytes[begin + index] ?? 0;
      used += size;
    }
    this.used = used;
  }

  /** Length and bytes of a text that is UTF-8 already. */
  stretch(bytes: Uint8Array, from: number, to: number): void {
    this.length(to - from);
    const at = this.take(to - from);
    this.buffer.set(bytes.subarray(from, to), at);
  }

  big(value: bigint): void {
    const at = this.take(8); // first: it may go on in another buffer
    this.buffer.writeBigUInt64LE(BigInt.asUintN(64, value), at);
  }

  double(value: number): void {
    const at = this.take(8);
    this.buffer.writeDoubleLE(value, at);
  }

  /** A length as LEB128: seven bits a byte, the lowest first. */
  length(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.unsigned((rest % 0x80) + 0x80, 1);
      rest = Math.floor(rest / 0x80);
    }
    this.unsigned(rest, 1);
  }

  /** Length and UTF-8 of a text; half of a surrogate pair becomes U+FFFD. */
  text(value: string): void {
    if (value.length <= shortText && this.ascii(value)) return;
    const size = Buffer.byteLength(value);
    this.length(size);
    const at = this.take(size);
    // As many bytes as letters: all of them are ASCII, and need no encoding.
    this.buffer.write(value, at, size === value.length ? 'latin1' : 'utf8');
  }

  /** Most texts are short and plain: letter by letter they take a third of the time that the call of `write` takes. */
  private ascii(value: string): boolean {
    const at = this.take(1 + value.length);
    const { buffer } = this;
    buffer[at] = value.length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) {
        this.used = at; // not plain after all
        return false;
      }
      buffer[at + 1 + index] = code;
    }
    return true;
  }

  private take(size: number): number {
    if (this.used + size > this.buffer.length) {
      this.full.push(this.buffer);
      this.lengths.push(this.used);
      this.buffer = size > chunkSize ? Buffer.allocUnsafe(size) : (free.pop() ?? Buffer.allocUnsafeSlow(chunkSize));
      this.used = 0;
    }
    const at = this.used;
    this.used += size;
    return at;
  }
}

/** As `set` does, which takes three times as long for numbers of another kind. */
function copy(values: Float64Array, into: Uint8Array | Uint16Array | Uint32Array): void {
  for (let row = 0; row < values.length; row += 1) into[row] = values[row] ?? 0;
}

/** Numbers of 64 bits as halves of 32, the lower one first. */
function halves(values: Float64Array, into: Uint32Array): void {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    const low = value >>> 0;
    into[2 * row] = low;
    into[2 * row + 1] = (value - low) / 0x1_0000_0000;
  }
}

const nothing = Buffer.alloc(0);
