import { FileCutter, recordLimit, refused, tooLarge, type Cut, type Machine } from './cut.ts';

/** Logs of plain lines: every line a record, without its end. Blank lines are left out. */
export class LineRecords extends FileCutter {
  constructor(limit: number = recordLimit) {
    super(new LineMachine(limit));
  }

  value(text: string): unknown {
    return text;
  }
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Cuts at line ends alone, found by `indexOf` at the speed of memory. */
export class LineMachine implements Machine {
  readonly #limit: number;
  #line: number;
  #position: number;
  #pieces: Buffer[] = [];
  #size = 0;

  /** `from`: line and position of the first record, when the file did not start here. */
  constructor(limit: number, from = { line: 1, position: 1 }) {
    this.#limit = limit;
    this.#line = from.line;
    this.#position = from.position;
  }

  push(chunk: Buffer, to: Cut[]): void {
    let at = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, at)) {
      if (this.#size === 0) this.#take(chunk.subarray(at, end), to);
      else this.#takeHeld(chunk.subarray(at, end), to);
      this.#line += 1;
      at = end + 1;
    }
    if (at < chunk.length) this.#hold(chunk.subarray(at));
  }

  end(to: Cut[]): void {
    if (this.#size > 0) this.#takeHeld(Buffer.alloc(0), to);
  }

  #take(bytes: Buffer, to: Cut[], size = bytes.length): void {
    const where = { line: this.#line, position: this.#position };
    if (size > this.#limit) {
      this.#position += 1;
      to.push(refused(where, bytes.subarray(0, this.#limit), tooLarge(this.#limit)));
    } else if (!isBlank(bytes)) {
      this.#position += 1;
      to.push({ ...where, bytes: bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes });
    }
  }

  #takeHeld(last: Buffer, to: Cut[]): void {
    this.#hold(last);
    const bytes = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    const size = this.#size;
    this.#pieces = [];
    this.#size = 0;
    this.#take(bytes ?? last, to, size);
  }

  /** Keeps the start of a line until its end comes; of a line over the limit, little more than the limit. */
  #hold(piece: Buffer): void {
    if (this.#size <= this.#limit) this.#pieces.push(piece);
    this.#size += piece.length;
  }
}

function isBlank(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== carriageReturn) return false;
  }
  return true;
}
