import { Bytes } from './bytes.ts';
import { packerOf } from './column-types.ts';
import type { LakeTable, ManyRows, Row } from './lake.ts';
import type { Packer } from './packers/packer.ts';

/** Rows of one block: as many as two bytes number (`Words`), and bytes of it, more or less. */
const mostRows = 65_536;
const mostBytes = 16 * 2 ** 20;
/** Rows after which a block is weighed. */
const weighedAfter = 64;

type Columns = LakeTable['columns'];

interface PackedColumn {
  readonly name: string;
  readonly type: string;
  readonly cells: Packer;
  /** How many of the last rows have no cell yet, because theirs is the type's empty value. */
  empty: number;
}

/**
 * Rows in ClickHouse's Native format (its documentation, "Native"): blocks, each with its columns one after the other.
 * The engine takes it three times faster than rows that stand one after the other.
 */
export class NativeBlocks {
  private readonly columns: Columns;
  private readonly full: { readonly columns: readonly PackedColumn[]; readonly rows: number }[] = [];
  private block: readonly PackedColumn[];
  private rows = 0;

  constructor(columns: Columns) {
    this.columns = columns;
    this.block = packed(columns);
  }

  /** Adds a row, all of it or nothing; returns what is wrong with it, or how many of its cells have a column. */
  add(row: Row): { name: string; problem: string } | number {
    if (this.rows > 0 && this.rows % weighedAfter === 0 && this.isFull()) this.end();
    let filled = 0;
    this.rows += 1;
    for (const column of this.block) {
      const { name, cells } = column;
      const cell = row[name];
      if (cell !== undefined) filled += 1;
      if (column.empty > 0) fill(column);
      cells.mark();
      const problem = cells.add(cell);
      if (problem === undefined) continue;
      this.back(name);
      return { name, problem };
    }
    return filled;
  }

  /** Adds many rows; at most 65,536 of them. */
  addMany({ count, cells }: ManyRows): void {
    if (this.rows > 0 && (this.rows + count > mostRows || this.isFull())) this.end();
    this.rows += count;
    for (const column of this.block) {
      const many = cells[column.name];
      if (many === undefined) column.empty += count;
      else {
        if (column.empty > 0) fill(column);
        column.cells.addMany(many, count);
      }
    }
  }

  /** Takes back the row that was added last, of which `until` was the last column. */
  back(until = this.block.at(-1)?.name): void {
    this.rows -= 1;
    for (const { name, cells } of this.block) {
      cells.back();
      if (name === until) return;
    }
  }

  /** The bytes, of the columns named alone when some are; no row may be added afterwards. */
  chunks(names?: readonly string[]): Buffer[] {
    if (this.rows > 0) this.end();
    return this.full.flatMap(({ columns, rows }) =>
      chunksOf(names === undefined ? columns : some(columns, names), rows),
    );
  }

  release(): void {
    for (const { columns } of [...this.full.splice(0), { columns: this.block }])
      for (const { cells } of columns) cells.release();
  }

  private isFull(): boolean {
    return this.rows >= mostRows || this.block.reduce((sum, { cells }) => sum + cells.size, 0) >= mostBytes;
  }

  private end(): void {
    for (const column of this.block) if (column.empty > 0 && column.empty < this.rows) fill(column);
    this.full.push({ columns: this.block, rows: this.rows });
    this.block = packed(this.columns);
    this.rows = 0;
  }
}

const packed = (columns: Columns): PackedColumn[] =>
  columns.map(({ name, type }) => ({ name, type, cells: packerOf(type), empty: 0 }));

/** Packs empty cells for the rows that have none. */
function fill(column: PackedColumn): void {
  column.cells.addMany(undefined, column.empty);
  column.empty = 0;
}

const some = (columns: readonly PackedColumn[], names: readonly string[]): PackedColumn[] =>
  names.flatMap((name) => columns.find((column) => column.name === name) ?? []);

/** A column of which no row has anything is left out: the engine gives each the type's empty value. */
function chunksOf(all: readonly PackedColumn[], rows: number): Buffer[] {
  const columns = all.filter(({ empty }) => empty === 0);
  const head = new Bytes();
  head.length(columns.length);
  head.length(rows);
  return [
    ...head.chunks(),
    ...columns.flatMap(({ name, type, cells }) => [...headOf(name, type), ...cells.prefix, ...cells.cells()]),
  ];
}

function headOf(name: string, type: string): Buffer[] {
  const head = new Bytes();
  head.text(name);
  head.text(type);
  return head.chunks();
}
