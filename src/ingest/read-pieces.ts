import { parsedJson } from '#kernel';
import type { Source } from '#sources';
import type { FileCounts } from './file-counts.ts';
import type { Fetched } from './fetching.ts';
import type { Continuation } from './growth.ts';
import type { ImportRun } from './import-run.ts';
import type { FileStart } from './ledger.ts';
import type { Opened } from './opening.ts';
import { columnReaderOf, readColumns } from './read-columns.ts';
import { readOpened } from './read-opened.ts';
import type { Piece } from './reading.ts';

/** One file of an import: how it is told apart, and what it has given so far. */
export interface FileInHand {
  readonly start: FileStart;
  readonly counts: FileCounts;
  readonly fetched: Fetched;
  readonly after: Continuation | undefined;
}

/** Reads a plain file piece by piece. What ends too early is told, and what came before stays. */
export async function readInPieces(opened: Opened, file: FileInHand, run: ImportRun): Promise<void> {
  const { counts, after } = file;
  let line = 0;
  try {
    for await (const piece of piecesOf(opened, after, run.limits.recordBytes)) {
      line = Math.max(line, piece.line);
      await addPiece(piece, opened.source, file, run);
    }
    counts.lines = await appendable(opened, line);
  } catch (error) {
    run.tally.trouble(opened.path, error);
  }
}

function piecesOf(opened: Opened, after: Continuation | undefined, recordBytes: number): AsyncIterable<Piece> {
  if (after !== undefined) return readOpened(opened, { recordBytes, after: after.lines });
  const reader = columnReaderOf(opened);
  return reader === undefined ? readOpened(opened, { recordBytes }) : readColumns(opened, reader, recordBytes);
}

async function addPiece(piece: Piece, source: Source, { counts, start }: FileInHand, run: ImportRun): Promise<void> {
  if (!counts.started) run.start(start);
  counts.started = true;
  counts.add(source.name, piece);
  await run.add(piece);
}

/** Lines up to the end of a file to which more may be appended, or -1. */
async function appendable({ content, framing, sample }: Opened, lines: number): Promise<number> {
  if (content === undefined) return -1;
  const last = await content.slice(content.size - 1, content.size);
  return last[0] === 0x0a && (framing === 'lines' || isJsonLines(framing, sample.text)) ? lines : -1;
}

function isJsonLines(framing: string, text: string): boolean {
  const end = text.indexOf('\n');
  if (framing !== 'json' || end === -1) return false;
  return parsedJson(text.slice(0, end)) !== undefined;
}
