const chunkSize = 1 << 20;

/** Below 128, so that a length is one byte. */
const shortText = 48;

/** Bytes that grow: small values are gathered into chunks of a mebibyte. */
export class Bytes {
  private readonly full: Buffer[] = [];
  private buffer = Buffer.allocUnsafe(chunkSize);
  private used = 0;

  /** The bytes so far; nothing may be written afterwards. */
  chunks(): Buffer[] {
    return [...this.full, this.buffer.subarray(0, this.used)].filter(({ length }) => length > 0);
  }

  /** Takes back everything that `write` wrote when it says false. */
  attempt(write: () => boolean): boolean {
    const before = { full: this.full.length, buffer: this.buffer, used: this.used };
    if (write()) return true;
    this.full.length = before.full;
    this.buffer = before.buffer;
    this.used = before.used;
    return false;
  }

  unsigned(value: number, width: 1 | 2 | 4): void {
    const at = this.take(width);
    if (width === 1) this.buffer[at] = value;
    else if (width === 2) this.buffer.writeUInt16LE(value, at);
    else this.buffer.writeUInt32LE(value, at);
  }

  /** A whole number of 64 bits that JavaScript holds exactly, in two's complement. */
  whole(value: number): void {
    const high = Math.floor(value / 0x1_0000_0000);
    const at = this.take(8);
    this.buffer.writeUInt32LE(value - high * 0x1_0000_0000, at);
    this.buffer.writeInt32LE(high, at + 4);
  }

  big(value: bigint): void {
    this.buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.take(8));
  }

  double(value: number): void {
    this.buffer.writeDoubleLE(value, this.take(8));
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
    this.buffer[at] = value.length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) {
        this.used = at; // not plain after all
        return false;
      }
      this.buffer[at + 1 + index] = code;
    }
    return true;
  }

  private take(size: number): number {
    if (this.used + size > this.buffer.length) {
      this.full.push(this.buffer.subarray(0, this.used));
      this.buffer = Buffer.allocUnsafe(Math.max(chunkSize, size));
      this.used = 0;
    }
    const at = this.used;
    this.used += size;
    return at;
  }
}
