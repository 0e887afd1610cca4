import { Fault } from '#kernel';
import { cutShort, FileCutter, recordLimit, refused, tooLarge, type Cut, type Machine } from './cut.ts';

/**
 * Rows of a CSV file (RFC 4180: cells may be quoted, quoted cells may hold line ends and doubled quotes).
 * The first row names the columns; `value` gives every further row as an object of texts.
 */
export class CsvRecords extends FileCutter {
  #header: readonly string[] | undefined;

  constructor(limit: number = recordLimit) {
    super(new CsvMachine(limit));
  }

  /** A row as an object, in the order of the file; undefined for the header row. */
  value(text: string): unknown {
    const cells = cellsOf(text);
    if (this.#header === undefined) {
      this.#header = cells.map((cell) => cell.trim());
      return undefined;
    }
    const header = this.#header;
    if (cells.length === header.length) return Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
    throw new Fault('BadInput', {
      en: `This row has ${cells.length} cells and the header names ${header.length}. Export the file again, with every cell that holds a comma in quotes.`,
      ja: `この行のセルは ${cells.length} 個ですが、見出し行の列は ${header.length} 個です。カンマを含むセルを引用符で囲んで、ファイルを書き出し直してください。`,
    });
  }
}

/** The cells of one row of CSV. */
export function cellsOf(row: string): string[] {
  if (!row.includes('"')) return row.split(',');
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",][^,]*)?)(,|$)/sy;
  for (;;) {
    const found = cell.exec(row);
    if (found === null)
      throw new Fault('BadInput', {
        en: 'In this row a quoted cell goes on after its closing quote. Export the file again.',
        ja: 'この行には、閉じ引用符の後に文字が続くセルがあります。ファイルを書き出し直してください。',
      });
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return cells;
  }
}

const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** Cuts at line ends outside of quotes. */
class CsvMachine implements Machine {
  readonly #limit: number;
  #line = 1;
  #position = 1;
  #lines = 0;
  #quoted = false;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer, to: Cut[]): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === quote) this.#quoted = !this.#quoted;
      if (byte !== newline) continue;
      this.#lines += 1;
      if (this.#quoted) continue;
      this.#take(chunk.subarray(from, at), to);
      from = at + 1;
    }
    this.#hold(chunk.subarray(from));
  }

  end(to: Cut[]): void {
    const where = { line: this.#line, position: this.#position };
    if (this.#quoted) to.push(refused(where, Buffer.concat(this.#pieces).subarray(0, this.#limit), cutShort()));
    else if (this.#size > 0) this.#take(Buffer.alloc(0), to);
  }

  #take(last: Buffer, to: Cut[]): void {
    this.#hold(last);
    const held = Buffer.concat(this.#pieces);
    const bytes = held.at(-1) === carriageReturn ? held.subarray(0, -1) : held;
    const where = { line: this.#line, position: this.#position };
    const large = this.#size > this.#limit;
    if (large) to.push(refused(where, held.subarray(0, this.#limit), tooLarge(this.#limit)));
    else if (bytes.length > 0) to.push({ ...where, bytes });
    if (large || bytes.length > 0) this.#position += 1;
    this.#line += this.#lines;
    this.#lines = 0;
    this.#pieces = [];
    this.#size = 0;
  }

  #hold(piece: Buffer): void {
    if (this.#size <= this.#limit) this.#pieces.push(piece);
    this.#size += piece.length;
  }
}
