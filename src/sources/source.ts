import type { Text } from '#kernel';
import type { ColumnReader } from './columns.ts';
import type { Event, TableName } from './event.ts';

/** The first bytes of a file, decompressed: at most 64 KiB. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** The same as text (UTF-8, broken sequences replaced). */
  readonly text: string;
  /** The first record as JSON, when the file holds JSON: an element of its list, or its first value. */
  readonly first: unknown;
}

/** How a file is cut into records before a reader sees them. */
export type Framing = 'json' | 'lines' | 'parquet' | 'csv';

/**
 * Turns the records of one file into events; made afresh for each file, so it may remember a header line.
 * A record is a parsed JSON value, a line without its end, or a row as an object (parquet, csv).
 * Returns nothing for what is no event (headers, comments, blank lines).
 * `text` is the record's text when it has one, so that `raw` need not be written anew.
 * Throws a `Fault('BadInput')` whose sentence says what is wrong and the remedy; the caller adds file and line.
 */
export interface Reader {
  read(record: unknown, text?: string): readonly Event[];
}

/** Which Sigma `logsource` blocks speak of this source. */
export interface Logsource {
  readonly product?: string;
  readonly service?: string;
  readonly category?: string;
}

/** A piece of real-looking log and what it means; the content test runs every one. */
export interface Example {
  readonly name: string;
  /** File content, as text. */
  readonly input: string;
  /** One entry an event, in order: the columns (and id, time as ISO text) that must come out. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** How bytes become events: one file in `sources/all/`, and the folder is the registry. */
export interface Source {
  readonly name: string;
  readonly title: Text;
  /** What this log tells and how one switches it on, in two sentences. */
  readonly about: Text;
  readonly table: TableName;
  /** True when every event carries an id of its own. */
  readonly identified: boolean;
  readonly logsources: readonly Logsource[];
  /** 0: not mine; 1: surely mine. The source with the highest figure reads the file. */
  recognise(sample: Sample): number;
  /** Why a file of this log holds no events and is left out, such as a digest; undefined when it is to be read. */
  skips?(sample: Sample): string | undefined;
  /** How files of this log can be cut; tells by the sample. */
  framing(sample: Sample): Framing;
  reader(): Reader;
  /** Sigma field names of public rules that this log calls otherwise: `query` -> `query_name`. Case as rules write it. */
  readonly aliases: Readonly<Record<string, string>>;
  /** SQL expression over the table for a field of the log; absent: the field is looked up in `raw`. */
  readonly sqlFields: Readonly<Record<string, string>>;
  /**
   * Present when lines can be read into columns, many times faster than event by event: a reader of a file whose first
   * line is `head`. What it gives is what `reader` gives, line by line.
   */
  readonly columnReader?: ((head: string) => ColumnReader) | undefined;
  readonly examples: readonly Example[];
}
