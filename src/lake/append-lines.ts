import { Fault } from '#kernel';
import type { Engine } from './engine.ts';
import type { LakeTable, LineParsing, LinesTaken, Row } from './lake.ts';

/** A file of plain lines on its way into a table. */
export interface Lines {
  readonly table: LakeTable;
  readonly file: string;
  readonly parse: LineParsing;
  readonly fixed: Row;
}

export async function appendLines(_engine: Engine, _lines: Lines): Promise<LinesTaken> {
  throw new Fault('Unsupported', 'appendLines is being written.');
}
