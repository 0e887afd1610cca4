import type { ClickHouseClient } from '@clickhouse/client';
import type { Limits } from './lake.ts';

/** Rows for an insert, in ClickHouse's Native format. */
export interface Cargo {
  /** Names and types of their columns: `time UInt64`. */
  readonly structure: string;
  readonly from: readonly Buffer[];
}

/**
 * What differs between the engine in this process and one on a server; everything else in this room
 * is the same SQL for both.
 */
export interface Engine extends AsyncDisposable {
  readonly place: 'in process' | 'server';
  readonly client: ClickHouseClient;
  readonly database: string;
  /** `name = value, ...`: how its tables are kept. */
  readonly tableSettings: string;
  /** A statement that reads; as rows of JSON. Tried again when a server does not answer. */
  read<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>;
  /** A statement that changes something and may be repeated without harm. */
  write(sql: string, params?: Record<string, unknown>): Promise<void>;
  /**
   * `INSERT INTO <into> <selecting(table)>`, where the table is the cargo in SQL; without `selecting`
   * the cargo goes in as it is.
   * INVARIANT: without `selecting` the rows go in once, however often they are sent; with it, repeating must do no harm.
   */
  load(into: string, cargo: Cargo, selecting?: (table: string) => string): Promise<void>;
  /** A judged statement of a user, in a session that cannot change anything; as the text of JSONCompact. */
  ask(sql: string, limits: Limits): Promise<string>;
}

/** A name in SQL. */
export const named = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** A text in SQL. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
