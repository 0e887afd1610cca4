import type { ClickHouseClient } from '@clickhouse/client';
import type { ManyCells } from '#kernel';
import type { PackedRows } from './packed-rows.ts';

/** The value of a column. Times are milliseconds since 1970 in UTC; a whole number beyond 2^53 is a string of digits. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/** A row by the names of its columns; a column left out gets its type's empty value. */
export type Row = Readonly<Record<string, Cell>>;

/** Many rows, column by column; a cell alone stands for all rows, and a column left out has its type's empty value. */
export interface ManyRows {
  readonly count: number;
  readonly cells: Readonly<Record<string, ManyCells | string | number>>;
}

/** A table as it should be. */
export interface LakeTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Put the time first: then the engine finds the rows of a time without reading the others. */
  readonly orderBy: readonly string[];
  /** An expression of the engine; the month of `time` when absent. */
  readonly partitionBy?: string;
  /** The column that tells a row's age. */
  readonly time: string;
  /**
   * The column that tells when a row was written: then its age counts from the later of the two, so that what was old
   * when it came is kept as long as what was new. Rows without it have the age of their time.
   */
  readonly taken?: string | undefined;
  /**
   * A column that grows with every writing: of the rows that are the same by `orderBy` only the newest counts. The
   * engine drops the others when it likes to, so questions take the newest themselves (`FINAL`, `argMax`).
   */
  readonly newest?: string;
  /**
   * Sums that the engine keeps with the rows: a query that asks for the same is answered from them. They are exact at
   * every moment, whatever is added late, taken out or dropped by age.
   */
  readonly sums?: readonly Sum[];
}

/** `SELECT <select> GROUP BY <by>` over a table, in the engine's SQL. A change needs another name. */
export interface Sum {
  readonly name: string;
  readonly select: string;
  readonly by: string;
}

/** The answer of a query, kept in a table until it is disposed of. */
export interface Stage extends AsyncDisposable {
  /** Name of the table. */
  readonly name: string;
}

/** What a query of a user may cost. */
export interface Limits {
  readonly seconds: number;
  readonly memoryMegabytes: number;
  readonly rows: number;
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  /** True when there were more rows than the limit. */
  readonly truncated: boolean;
  readonly milliseconds: number;
}

/** Everything that happened, in ClickHouse: in this process, or on a server. */
export interface Lake extends AsyncDisposable {
  /** The official client, not wrapped; its database is Yagura's. */
  readonly client: ClickHouseClient;
  readonly place: 'in process' | 'server';

  /**
   * Makes the tables, and adds columns that came later. Can be interrupted anywhere and repeated.
   * Throws `Unsupported` when a newer version of Yagura wrote the data.
   */
  migrate(tables: readonly LakeTable[]): Promise<void>;

  /**
   * Rows of Yagura's own SQL, with parameters as `{name:Type}`. Times come as ISO 8601 text in UTC,
   * whole numbers as numbers (exact up to 2^53: use `toString()` beyond).
   */
  rows<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>;

  /**
   * Adds rows with one insert: of each partition all rows or none, while the batch is smaller than an eighth of the
   * engine's memory. When the answer of a server is lost it is asked again, and after an `Unavailable` fault the same
   * rows may be brought again: neither doubles a row, unless this process ended in between (use `appendNew` then).
   * Throws `BadInput`, naming row and column, for a value that its column cannot hold.
   */
  append(table: LakeTable, rows: readonly Row[] | PackedRows): Promise<void>;

  /**
   * Adds the rows whose key is not there yet, each key once, and returns how many those were.
   * The same batch may come again at any time. `key` must hold the table's time column.
   */
  appendNew(table: LakeTable, rows: readonly Row[] | PackedRows, key: readonly string[]): Promise<number>;

  /** Keeps the answer of Yagura's own SQL in a table of its own, ordered by `orderBy`, for queries that follow. */
  stage(select: string, orderBy: readonly string[]): Promise<Stage>;

  /** Adds the rows that Yagura's own SQL selects, by the names of their columns. Repeating it must do no harm. */
  derive(table: LakeTable, select: string): Promise<void>;

  /** Takes out the rows for which a condition of Yagura's own SQL holds. Only for what was derived, never for events. */
  withdraw(table: LakeTable, condition: string): Promise<void>;

  /** Takes rows out for good, and waits until they are: what comes again, such as a file that was half read. */
  remove(table: LakeTable, condition: string, params: Record<string, unknown>): Promise<void>;

  /** Drops the rows older than `before`, by `time` and, where the table has one, by `taken` too. */
  retain(table: LakeTable, before: Date): Promise<void>;

  /**
   * Answers SQL that a user wrote: one statement that reads, over Yagura's tables alone.
   * Throws `BadQuery` for anything else, `TooSlow` and `TooLarge` at the limits.
   */
  ask(sql: string, limits: Limits): Promise<Answer>;
}
