import type { ClickHouseClient } from '@clickhouse/client';
import { Fault } from '#kernel';
import type { Cell, Limits } from './lake.ts';

/** Bytes for an insert: what they are, and where they come from. */
export interface Cargo {
  readonly format: 'Native' | 'LineAsString';
  /** Names and types of what the bytes hold: `line String`. */
  readonly structure: string;
  /** The bytes themselves, or the path of a file that holds them. */
  readonly from: readonly Buffer[] | string;
}

/** The cargo of an insert as SQL: a table, and the expression that counts its rows from 1. */
export interface Source {
  readonly table: string;
  readonly number: string;
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
  write(sql: string): Promise<void>;
  /**
   * `INSERT INTO <into> <selecting(source)>`, where the source is the cargo as a table; without `selecting`
   * the cargo goes in as it is.
   * INVARIANT: without `selecting` the rows go in once, however often they are sent; with it, repeating must do no harm.
   */
  load(into: string, cargo: Cargo, selecting?: (source: Source) => string): Promise<void>;
  /** A judged statement of a user, in a session that cannot change anything; as the text of JSONCompact. */
  ask(sql: string, limits: Limits): Promise<string>;
}

/** A name in SQL. */
export const named = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** A text in SQL. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;

/** A cell in SQL, as its column's type. */
export function literal(cell: Cell, type: string): string {
  if (typeof cell === 'string') return `CAST(${quoted(cell)} AS ${type})`;
  if (typeof cell === 'number' && type.startsWith('DateTime64'))
    return `fromUnixTimestamp64Milli(toInt64(${cell}), 'UTC')`;
  if (typeof cell !== 'object') return `CAST(${cell} AS ${type})`;
  throw new Fault('Internal', `A value of type ${type} cannot be the same for every line.`);
}
