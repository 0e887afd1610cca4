import { Fault } from '#kernel';
import { Bytes } from './bytes.ts';
import { writerOf, type Write } from './column-types.ts';
import type { LakeTable, Row } from './lake.ts';

/**
 * Rows as ClickHouse's RowBinary: the columns of `table` in their order, without names.
 * A column left out gets its type's empty value. Throws `BadInput` for a value that does not fit its column.
 */
export function rowBinary(table: LakeTable, rows: readonly Row[]): Buffer[] {
  const columns = table.columns.map(({ name, type }) => ({ name, write: writerOf(type) }));
  const bytes = new Bytes();
  for (const [index, row] of rows.entries()) {
    const written = writeRow(bytes, row, columns, (name, problem) => refuse(table, index, name, problem));
    if (written < Object.keys(row).length) refuseStrangers(table, row, index);
  }
  return bytes.chunks();
}

/** The structure that names and types the same columns: what `file()` and `input()` are told. */
export const structureOf = (table: LakeTable): string =>
  table.columns.map(({ name, type }) => `\`${name}\` ${type}`).join(', ');

function writeRow(
  bytes: Bytes,
  row: Row,
  columns: readonly { name: string; write: Write }[],
  refuse: (name: string, problem: string) => never,
): number {
  let written = 0;
  for (const { name, write } of columns) {
    const cell = row[name];
    if (cell !== undefined) written += 1;
    const problem = write(bytes, cell);
    if (problem !== undefined) refuse(name, problem);
  }
  return written;
}

function refuse(table: LakeTable, index: number, name: string, problem: string): never {
  throw new Fault('BadInput', `Row ${index + 1} for ${table.name} cannot be kept: column ${name} ${problem}.`);
}

function refuseStrangers(table: LakeTable, row: Row, index: number): void {
  const names = new Set(table.columns.map(({ name }) => name));
  const stranger = Object.keys(row).find((name) => !names.has(name) && row[name] !== undefined);
  if (stranger !== undefined) refuse(table, index, stranger, 'does not exist in the table');
}
