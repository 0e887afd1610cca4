import type { Texts } from '#kernel';
import type { Cell } from '../lake.ts';
import { Ends } from './ends.ts';
import { isList, misfit, shown, type Many, type Packer } from './packer.ts';

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
