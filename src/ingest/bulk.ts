import type { Bulk } from '#sources';
import type { Opened } from './opening.ts';
import type { FileInHand } from './read-pieces.ts';

/** A file of lines that the engine can parse by itself. */
export interface BulkFile {
  readonly opened: Opened;
  readonly bulk: Bulk;
  /** The columns that its header names. */
  readonly columns: readonly string[];
}

/** The file as one for the engine, or undefined when it must be read line by line. */
export function bulkOf(opened: Opened, { start, after }: FileInHand): BulkFile | undefined {
  const { bulk } = opened.source;
  if (bulk === undefined || opened.framing !== 'lines' || after !== undefined) return undefined;
  const alone = opened.path === start.path; // not a member of an archive
  if (!alone || opened.sample.bytes[0] === 0xef) return undefined;
  const columns = bulk.columnsOf(opened.sample);
  return columns === undefined ? undefined : { opened, bulk, columns };
}
