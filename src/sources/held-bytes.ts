const nothing = Buffer.alloc(0);

/** What earlier chunks had of a record that goes on in the next; beyond the limit its bytes are counted, not kept. */
export class HeldBytes {
  readonly #limit: number;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many bytes the record had so far. */
  get size(): number {
    return this.#size;
  }

  add(piece: Buffer): void {
    if (this.#size <= this.#limit) this.#pieces.push(piece);
    this.#size += piece.length;
  }

  /** What is held and the last piece, as one; holds nothing afterwards. */
  take(last: Buffer = nothing): Buffer {
    this.add(last);
    const bytes = Buffer.concat(this.#pieces);
    this.drop();
    return bytes;
  }

  drop(): void {
    this.#pieces = [];
    this.#size = 0;
  }
}
