import { Fault } from '#kernel';
import { Bytes } from './bytes.ts';
import type { Write } from './column-types.ts';
import type { Cell, ManyCells, Texts } from './lake.ts';
import { Stretches } from './stretches.ts';

/** Cells of many rows: one for each, the same for all, or the type's empty value. */
export type Many = ManyCells | string | number | undefined;

/** Whole numbers that a column holds. */
export interface Numbers {
  readonly width: 1 | 2 | 4 | 8;
  readonly least: number;
  readonly most: number;
}

/** The cells of one column on their way into a block of ClickHouse's Native format. */
export interface Packer {
  /** Adds a cell, or the type's empty value for `undefined`; returns what is wrong with it, or nothing. */
  add(cell: Cell | undefined): string | undefined;
  /**
   * Adds cells of many rows. INVARIANT: whoever made them knows the column's type; throws `Internal` for cells that it
   * cannot hold.
   */
  addMany(cells: Many, count: number): void;
  /** Remembers how far the column has come. */
  mark(): void;
  /** Takes back what was added since the last mark. */
  back(): void;
  /** What stands before the cells of a column of this type. */
  readonly prefix: readonly Buffer[];
  /** The cells; none may be added afterwards. */
  cells(): Buffer[];
  /** Bytes so far, more or less. */
  readonly size: number;
  /** Lets go of the bytes. */
  release(): void;
}

/** Cells that stand one after the other as they are. */
export class Plain implements Packer {
  readonly prefix = [];
  private readonly bytes = new Bytes();
  private readonly write: Write;
  private readonly holds: Numbers | undefined;

  /** `holds`: the numbers that it holds; a column of texts has none. */
  constructor(write: Write, holds?: Numbers) {
    this.write = write;
    this.holds = holds;
  }

  addMany(cells: Many, count: number): void {
    if (cells === undefined) this.bytes.zeros(count * (this.holds?.width ?? 1)); // an empty text is its length alone
    else if (typeof cells === 'number') this.addNumbers(scratch(count).fill(cells), count);
    else if (cells instanceof Float64Array) this.addNumbers(cells, count);
    else if (typeof cells === 'object' && 'bytes' in cells && this.holds === undefined) this.addTexts(cells, count);
    else throw misfit();
  }

  private addNumbers(values: Float64Array, count: number): void {
    if (this.holds === undefined) throw misfit();
    const { width, least, most } = this.holds;
    for (let row = 0; row < count; row += 1) {
      const value = values[row] ?? Number.NaN;
      if (!(value >= least && value <= most)) throw misfit();
    }
    this.bytes.numbers(values, count, width);
  }

  private addTexts({ bytes, from, to }: Texts, count: number): void {
    for (let row = 0; row < count; row += 1) this.bytes.stretch(bytes, from[row] ?? 0, to[row] ?? 0);
  }

  add(cell: Cell | undefined): string | undefined {
    return this.write(this.bytes, cell);
  }

  mark(): void {
    this.bytes.mark();
  }

  back(): void {
    this.bytes.back();
  }

  cells(): Buffer[] {
    return this.bytes.chunks();
  }

  get size(): number {
    return this.bytes.size;
  }

  release(): void {
    this.bytes.release();
  }
}

/**
 * Words that come again and again (`LowCardinality(String)`): each once, and for each cell the number of its word.
 * The layout is that of SerializationLowCardinality in ClickHouse: a version, then flags with the width of the
 * numbers, the words, the numbers.
 */
export class Words implements Packer {
  readonly prefix = [longs(1)];
  private readonly numbers = new Map<string, number>();
  private readonly words = new Bytes();
  private readonly indexes = new Bytes();
  private readonly width: 2 | 4;
  private count = 0;
  private marked = 0;
  /** The word of the cell before: rows that follow each other are alike. */
  private lastWord = '';
  private lastNumber = -1;
  private readonly stretches = new Stretches((word) => this.numberOf(word));

  /** Two bytes are enough for the words of 65,536 cells. */
  constructor(width: 2 | 4) {
    this.width = width;
  }

  add(cell: Cell = ''): string | undefined {
    if (typeof cell !== 'string') return `holds text, not ${shown(cell)}`;
    if (this.lastNumber < 0 || this.lastWord !== cell) {
      this.lastNumber = this.numberOf(cell);
      this.lastWord = cell;
    }
    this.indexes.unsigned(this.lastNumber, this.width);
    this.count += 1;
    return undefined;
  }

  addMany(cells: Many = '', count: number): void {
    const numbers = scratch(count);
    if (typeof cells === 'string') numbers.fill(this.numberOf(cells), 0, count);
    else if (typeof cells === 'object' && 'bytes' in cells) this.stretches.number(cells, count, numbers);
    else throw misfit();
    this.indexes.numbers(numbers, count, this.width);
    this.count += count;
  }

  mark(): void {
    this.indexes.mark();
    this.marked = this.count;
  }

  /** A word that no cell has is no harm. */
  back(): void {
    this.indexes.back();
    this.count = this.marked;
  }

  cells(): Buffer[] {
    if (this.count === 0) return [];
    const flags = hasWords + (this.width === 2 ? 1 : 2);
    return [longs(flags, this.numbers.size), ...this.words.chunks(), longs(this.count), ...this.indexes.chunks()];
  }

  get size(): number {
    return this.words.size + this.indexes.size;
  }

  release(): void {
    this.words.release();
    this.indexes.release();
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(word, number);
    this.words.text(word);
    return number;
  }
}

/** The words stand in the block itself, and are all that there are. */
const hasWords = (1 << 9) + (1 << 10);

/** Lists of texts: where each ends among the texts of all, then the texts. */
export class Lists implements Packer {
  readonly prefix: readonly Buffer[];
  private readonly ends = new Ends();
  private readonly texts: Packer;

  constructor(texts: Packer) {
    this.texts = texts;
    this.prefix = texts.prefix;
  }

  add(cell: Cell = []): string | undefined {
    if (!isList(cell)) return `holds a list of texts, not ${shown(cell)}`;
    for (const text of cell) this.texts.add(text);
    this.ends.add(cell.length);
    return undefined;
  }

  addMany(cells: Many, count: number): void {
    if (cells !== undefined) throw misfit();
    for (let row = 0; row < count; row += 1) this.ends.add(0);
  }

  mark(): void {
    this.ends.mark();
    this.texts.mark();
  }

  back(): void {
    this.ends.back();
    this.texts.back();
  }

  cells(): Buffer[] {
    return [...this.ends.bytes.chunks(), ...this.texts.cells()];
  }

  get size(): number {
    return this.ends.bytes.size + this.texts.size;
  }

  release(): void {
    this.ends.bytes.release();
    this.texts.release();
  }
}

/** Names with texts (`Map`): where each ends, then all names, then all texts. */
export class Pairs implements Packer {
  readonly prefix: readonly Buffer[];
  private readonly ends = new Ends();
  private readonly names: Packer;
  private readonly texts: Packer;

  constructor(names: Packer, texts: Packer) {
    this.names = names;
    this.texts = texts;
    this.prefix = [...names.prefix, ...texts.prefix];
  }

  add(cell: Cell = {}): string | undefined {
    if (typeof cell !== 'object' || isList(cell)) return `holds names with texts, not ${shown(cell)}`;
    const entries = Object.entries(cell);
    if (!isList(entries.map(([, text]) => text))) return `holds names with texts, not ${shown(cell)}`;
    for (const [name, text] of entries) {
      this.names.add(name);
      this.texts.add(text);
    }
    this.ends.add(entries.length);
    return undefined;
  }

  addMany(cells: Many, count: number): void {
    if (cells !== undefined && !(cells instanceof Map)) throw misfit();
    for (let row = 0; row < count; row += 1) this.ends.add(this.addNamed(cells ?? none, row));
  }

  /** Adds the names that a row has; returns how many. */
  private addNamed(cells: ReadonlyMap<string, Texts>, row: number): number {
    let added = 0;
    for (const [name, { bytes, from, to }] of cells) {
      const [begin = 0, end = 0] = [from[row], to[row]];
      if (begin < 0) continue;
      this.names.add(name);
      this.texts.add(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', begin, end));
      added += 1;
    }
    return added;
  }

  mark(): void {
    this.ends.mark();
    this.names.mark();
    this.texts.mark();
  }

  back(): void {
    this.ends.back();
    this.names.back();
    this.texts.back();
  }

  cells(): Buffer[] {
    return [...this.ends.bytes.chunks(), ...this.names.cells(), ...this.texts.cells()];
  }

  get size(): number {
    return this.ends.bytes.size + this.names.size + this.texts.size;
  }

  release(): void {
    this.ends.bytes.release();
    this.names.release();
    this.texts.release();
  }
}

const none: ReadonlyMap<string, Texts> = new Map();

let spare = new Float64Array(1024);

/** Room for numbers that are written before anybody else asks for it. */
function scratch(count: number): Float64Array {
  if (spare.length < count) spare = new Float64Array(count);
  return spare;
}

const misfit = (): Fault => new Fault('Internal', 'Cells of many rows were packed into a column of another type.');

/** Where the parts of each cell end, counted over all cells. */
class Ends {
  readonly bytes = new Bytes();
  private count = 0;
  private marked = 0;

  add(parts: number): void {
    this.count += parts;
    this.bytes.whole(this.count);
  }

  mark(): void {
    this.bytes.mark();
    this.marked = this.count;
  }

  back(): void {
    this.bytes.back();
    this.count = this.marked;
  }
}

/** Whole numbers as 64 bits each. */
function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
  return bytes;
}

const isList = (cell: unknown): cell is readonly string[] =>
  Array.isArray(cell) && cell.every((text) => typeof text === 'string');

/** A cell as messages show it. */
export const shown = (cell: unknown): string => (JSON.stringify(cell) ?? String(cell)).slice(0, 100);
