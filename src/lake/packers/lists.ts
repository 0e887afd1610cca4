import type { Cell } from '../lake.ts';
import { Ends } from './ends.ts';
import { isList, misfit, shown, type Many, type Packer } from './packer.ts';

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
