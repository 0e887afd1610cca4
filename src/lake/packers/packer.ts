import { Fault, type ManyCells } from '#kernel';
import type { Cell } from '../lake.ts';

/** Cells of many rows: one for each, the same for all, or the type's empty value. */
export type Many = ManyCells | string | number | undefined;

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

/** What is thrown for cells of many rows that a column cannot hold. */
export const misfit = (): Fault =>
  new Fault('Internal', 'Cells of many rows were packed into a column of another type.');

/** A cell as messages show it. */
export const shown = (cell: unknown): string => (JSON.stringify(cell) ?? String(cell)).slice(0, 100);

export const isList = (cell: unknown): cell is readonly string[] =>
  Array.isArray(cell) && cell.every((text) => typeof text === 'string');
