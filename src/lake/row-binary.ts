import { Fault } from '#kernel';
import { Bytes } from './bytes.ts';
import { writerOf, type Write } from './column-types.ts';
import type { LakeTable, Row } from './lake.ts';

/**
 * Rows of one table as ClickHouse's RowBinary, written as they come, so that nothing but bytes is kept of them:
 * the columns of the table in their order, without names. A column left out gets its type's empty value.
 */
export class PackedRows {
  readonly table: LakeTable;
  /** The columns by which rows are told apart, when that will be asked: their cells are packed once more by themselves. */
  readonly key: readonly string[];
  /** How many rows there are. */
  length = 0;
  private readonly columns: readonly { readonly name: string; readonly write: Write }[];
  private readonly keyColumns: readonly { readonly name: string; readonly write: Write }[];
  private readonly bytes = new Bytes();
  private readonly keyBytes = new Bytes();

  constructor(table: LakeTable, key: readonly string[] = []) {
    this.table = table;
    this.key = key;
    this.columns = table.columns.map(({ name, type }) => ({ name, write: writerOf(type) }));
    this.keyColumns = key.flatMap((name) => this.columns.find((column) => column.name === name) ?? []);
  }

  /** Adds a row. Throws `BadInput` for a value that does not fit its column, and leaves the others as they were. */
  add(row: Row): void {
    let wrong: { name: string; problem: string } | undefined;
    const written = this.bytes.attempt(() => {
      wrong = this.write(row);
      return wrong === undefined;
    });
    if (!written && wrong !== undefined) refuse(this.table, this.length, wrong.name, wrong.problem);
    for (const { name, write } of this.keyColumns) write(this.keyBytes, row[name]);
    this.length += 1;
  }

  /** The bytes; nothing may be added afterwards. */
  chunks(): Buffer[] {
    return this.bytes.chunks();
  }

  /** The cells of the key columns alone, row by row. */
  keys(): Buffer[] {
    return this.keyBytes.chunks();
  }

  private write(row: Row): { name: string; problem: string } | undefined {
    let cells = 0;
    for (const { name, write } of this.columns) {
      const cell = row[name];
      if (cell !== undefined) cells += 1;
      const problem = write(this.bytes, cell);
      if (problem !== undefined) return { name, problem };
    }
    for (const _ in row) cells -= 1;
    return cells < 0 ? stranger(this.table, row) : undefined;
  }
}

/** Rows as RowBinary, all at once. Throws `BadInput`, naming the row, for a value that does not fit its column. */
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
