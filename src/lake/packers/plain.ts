import { Bytes } from '../bytes.ts';
import type { Write } from '../column-types.ts';
import type { Cell } from '../lake.ts';
import { scratch, type Numbers } from './numbers.ts';
import { misfit, type Many, type Packer } from './packer.ts';

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
    else if (typeof cells === 'object' && 'bytes' in cells && this.holds === undefined)
      this.bytes.stretches(cells, count);
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
