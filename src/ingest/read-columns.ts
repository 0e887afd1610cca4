import { tooLarge, type ColumnReader, type Columns, type Source, type UnreadLine } from '#sources';
import type { Opened } from './opening.ts';
import type { Piece } from './reading.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';
import { WholeLines, type Lines } from './whole-lines.ts';

/** Rows of one file, column by column, and the first and last time of them. */
export interface PieceColumns extends Columns {
  readonly source: Source;
  /** The file column of the lake. */
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** Less is read event by event: then rules are asked here, and no statement is needed for them. */
const worthwhileBytes = 16 * 1024;

/** The reader of a file whose lines can be read into columns; undefined when it must be read event by event. */
export function columnReaderOf({ source, framing, sample, head }: Opened): ColumnReader | undefined {
  if (framing !== 'lines' || sample.bytes.length < worthwhileBytes) return undefined;
  return sample.bytes[0] === byteOrderMark ? undefined : source.columnReader?.(head);
}

const byteOrderMark = 0xef;

/**
 * The rows of a file and what could not be read of it, piece by piece, as `readRecords` gives events.
 * INVARIANT: the columns of a piece hold until the next is asked for.
 */
export async function* readColumns(file: Opened, reader: ColumnReader, recordBytes: number): AsyncGenerator<Piece> {
  const whole = new WholeLines(recordBytes);
  try {
    for await (const bytes of file.bytes) {
      for (const lines of whole.push(bytes)) yield* pieces(lines, reader, file, recordBytes);
    }
    for (const lines of whole.end()) yield* pieces(lines, reader, file, recordBytes);
  } finally {
    reader.end();
  }
}

function* pieces({ bytes, isTooLong }: Lines, reader: ColumnReader, file: Opened, limit: number): Generator<Piece> {
  if (isTooLong) {
    const where = reader.pass();
    const refused = [refusal({ ...where, bytes, error: tooLarge(limit) }, file)];
    yield { events: [], refused, bytes: bytes.length, line: where.line };
    return;
  }
  for (let at = 0; at < bytes.length;) {
    const { next, columns, first, last, unread, line } = reader.read(bytes, at);
    const refused = unread.map((one) => refusal(one, file));
    const rows = { ...columns, source: file.source, file: file.file, first, last };
    yield { events: [], columns: rows, refused, bytes: next - at, line };
    at = next;
  }
}

function refusal({ line, position, bytes, error }: UnreadLine, { file, path, source, framing, head }: Opened): Refusal {
  const text = bytes.subarray(0, keptBytes).toString('utf8');
  const where = { file, path, line, position, source: source.name, framing, head };
  return { ...where, ...reasonOf(error), text, size: bytes.length };
}
