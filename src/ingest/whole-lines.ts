const newline = 0x0a;
const shortLine = 16 * 1024;

/** Whole lines of a file, or the beginning of one that is too long. */
export interface Lines {
  readonly bytes: Buffer;
  readonly isTooLong: boolean;
}

/** Puts the lines of a file together, whatever pieces it comes in. Holds no more than one line up to the limit. */
export class WholeLines {
  private readonly limit: number;
  private held: Buffer[] = [];
  private size = 0;
  /** Where lines are joined; written again for each piece. */
  private room = Buffer.alloc(0);

  constructor(limit: number) {
    this.limit = limit;
  }

  /** The lines that end in a piece; where the first began in an earlier one and is long, it comes by itself. They hold until the next piece. */
  push(piece: Buffer): Lines[] {
    const first = this.size === 0 ? -1 : piece.indexOf(newline);
    if (this.size > 0 && first === -1) {
      this.hold(piece);
      return [];
    }
    if (this.size > 0 && this.size + first <= Math.min(this.limit, shortLine)) return [this.join(piece)];
    const begun = this.size === 0 ? [] : this.close(piece.subarray(0, first + 1));
    const last = piece.lastIndexOf(newline);
    if (last + 1 < piece.length) this.hold(piece.subarray(last + 1));
    return last > first ? [...begun, { bytes: piece.subarray(first + 1, last + 1), isTooLong: false }] : begun;
  }

  /** The last line, when the file ends within it. */
  end(): Lines[] {
    return this.size === 0 ? [] : this.close(Buffer.alloc(0));
  }

  /** With a line that began before: to take one line apart by itself costs as much as hundreds together. */
  private join(piece: Buffer): Lines {
    const [held, size, last] = [this.held, this.size, piece.lastIndexOf(newline) + 1];
    if (this.room.length < size + last) this.room = Buffer.allocUnsafeSlow(shortLine + piece.length);
    let at = 0;
    for (const bytes of [...held, piece.subarray(0, last)]) at += bytes.copy(this.room, at);
    this.held = [];
    this.size = 0;
    if (last < piece.length) this.hold(piece.subarray(last));
    return { bytes: this.room.subarray(0, at), isTooLong: false };
  }

  private close(piece: Buffer): Lines[] {
    this.hold(piece);
    const lines = { bytes: Buffer.concat(this.held), isTooLong: this.size - 1 > this.limit };
    this.held = [];
    this.size = 0;
    return [lines];
  }

  private hold(piece: Buffer): void {
    if (this.size <= this.limit) this.held.push(piece);
    this.size += piece.length;
  }
}
