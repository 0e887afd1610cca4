import { cutterOf } from '#sources';
import type { Opened } from './opening.ts';
import { parquetRows } from './parquet.ts';
import { deliver, readRecords, type Piece, type ReadingOptions } from './reading.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';

/** The events of a recognised file in whatever form it has, piece by piece. */
export function readOpened(opened: Opened, options: ReadingOptions): AsyncGenerator<Piece> {
  if (opened.framing === 'parquet') return readRows(opened);
  const cutter = cutterOf(opened.framing, options.recordBytes, options.wants === undefined);
  return readRecords(opened, cutter, options);
}

/** Rows of a Parquet file; their number stands for the line. */
async function* readRows(opened: Opened): AsyncGenerator<Piece> {
  if (opened.whole === undefined) return;
  const reader = opened.source.reader();
  for await (const { from, rows } of parquetRows(opened.whole)) {
    const bytes = rows.length * 200; // what a row weighs in a batch, roughly
    const piece: Piece = { events: [], refused: [], bytes, line: 0 };
    for (const [at, row] of rows.entries()) {
      try {
        for (const event of reader.read(row)) piece.events.push(deliver(event, opened, from + at));
      } catch (error) {
        piece.refused.push(refuseRow(opened, from + at, row, error));
      }
    }
    yield piece;
  }
}

function refuseRow({ file, path, source, framing }: Opened, line: number, row: unknown, error: unknown): Refusal {
  const text = JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  const where = { file, path, line, position: line, source: source.name, framing };
  return { ...where, ...reasonOf(error), head: '', text: text.slice(0, keptBytes), size: text.length };
}
