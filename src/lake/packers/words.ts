import { Bytes } from '../bytes.ts';
import type { Cell } from '../lake.ts';
import { Stretches } from './stretches.ts';
import { scratch } from './numbers.ts';
import { misfit, shown, type Many, type Packer } from './packer.ts';

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

/** Whole numbers as 64 bits each. */
function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
  return bytes;
}
