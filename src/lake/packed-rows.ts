import { Fault } from '#kernel';
import type { LakeTable, ManyRows, Row } from './lake.ts';
import { NativeBlocks } from './native-blocks.ts';

/**
 * Rows of one table as the engine takes them, written as they come, so that nothing but bytes is kept of them. A column
 * left out gets its type's empty value.
 */
export class PackedRows {
  readonly table: LakeTable;
  /** The columns by which rows are told apart, when that will be asked. */
  readonly key: readonly string[];
  /** How many rows there are. */
  length = 0;
  private readonly blocks: NativeBlocks;

  constructor(table: LakeTable, key: readonly string[] = []) {
    this.table = table;
    this.key = key;
    this.blocks = new NativeBlocks(table.columns);
  }

  /** Adds a row. Throws `BadInput` for a value that does not fit its column, and leaves the others as they were. */
  add(row: Row): void {
    const added = this.blocks.add(row);
    const wrong = typeof added === 'number' ? this.strange(row, added) : added;
    if (wrong !== undefined) refuse(this.table, this.length, wrong.name, wrong.problem);
    this.length += 1;
  }

  /** Adds many rows, at most 65,536 at once. Throws `Internal` for cells that are not of their column's type. */
  addMany(rows: ManyRows): void {
    this.blocks.addMany(rows);
    this.length += rows.count;
  }

  /** The bytes; nothing may be added afterwards. */
  chunks(): Buffer[] {
    return this.blocks.chunks();
  }

  /** The cells of the key columns alone, row by row. */
  keys(): Buffer[] {
    return this.blocks.chunks(this.key);
  }

  /** Lets go of the bytes; nobody may ask for them afterwards. */
  release(): void {
    this.blocks.release();
  }

  /** A cell for which there is no column, if there is one: then the row is taken back. `filled` cells have one. */
  private strange(row: Row, filled: number): { name: string; problem: string } | undefined {
    let cells = 0;
    for (const _ in row) cells += 1;
    const found = cells > filled ? stranger(this.table, row) : undefined;
    if (found !== undefined) this.blocks.back();
    return found;
  }
}

/** Columns of a table by their names, in the order of the names. */
export const columnsNamed = (table: LakeTable, names: readonly string[]): LakeTable['columns'] =>
  names.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);

/** Rows packed all at once. Throws `BadInput`, naming the row, for a value that does not fit its column. */
export function packed(table: LakeTable, rows: readonly Row[] | PackedRows, key: readonly string[] = []): PackedRows {
  if (rows instanceof PackedRows) return rows;
  const all = new PackedRows(table, key);
  for (const row of rows) all.add(row);
  return all;
}

/** The structure that names and types the same columns: what `file()` and `input()` are told. */
export const structureOf = (table: LakeTable): string =>
  table.columns.map(({ name, type }) => `\`${name}\` ${type}`).join(', ');

function refuse(table: LakeTable, index: number, name: string, problem: string): never {
  throw new Fault('BadInput', {
    en: `Row ${index + 1} for ${table.name} cannot be kept: column ${name} ${problem}.`,
    ja: `${table.name} の ${index + 1} 行目は保存できません。列 ${name} に入らない値があります。`,
  });
}

function stranger(table: LakeTable, row: Row): { name: string; problem: string } | undefined {
  const names = new Set(table.columns.map(({ name }) => name));
  const found = Object.keys(row).find((name) => !names.has(name) && row[name] !== undefined);
  return found === undefined ? undefined : { name: found, problem: 'does not exist in the table' };
}
