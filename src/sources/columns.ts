import type { ManyCells } from '#kernel';

/** Many events as columns of their table; times are milliseconds since 1970 in UTC. INVARIANT: never changed while somebody looks at them. */
export interface Columns {
  readonly count: number;
  readonly cells: Readonly<Record<string, ManyCells>>;
}

/** A line that could not be read, and why. */
export interface UnreadLine {
  /** Its line in the file, from 1. */
  readonly line: number;
  /** Its number among the lines that are not blank, from 1. */
  readonly position: number;
  readonly bytes: Buffer;
  readonly error: unknown;
}

/** What lines gave. */
export interface ManyRead {
  /** Index behind the last line that was read. */
  readonly next: number;
  /** With a column `position`: the number of the line among those that are not blank. */
  readonly columns: Columns;
  /** First and last time, in milliseconds since 1970; both 0 without rows. */
  readonly first: number;
  readonly last: number;
  readonly unread: readonly UnreadLine[];
  /** The last line that was read, from 1. */
  readonly line: number;
}

/** Reads the lines of one file into columns, many at once. */
export interface ColumnReader {
  /** Reads whole lines, from the one that begins at `at`. What it gives holds until it is asked again. */
  read(lines: Buffer, at: number): ManyRead;
  /** Ends the reading; what was read holds no longer. */
  end(): void;
  /** Counts a line that nobody can read. */
  pass(): { readonly line: number; readonly position: number };
}
