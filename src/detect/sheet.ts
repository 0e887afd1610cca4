import type { Lake } from '#lake';
import type { TableName } from '#sources';
import type { Contact } from './threat-lists.ts';

/** A span of event time: from (included) to (not included), in milliseconds since 1970 in UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Rows of a span in a table of their own, until it is disposed of. */
export interface Staged extends AsyncDisposable {
  readonly name: string;
}

export interface StageParts {
  readonly lake: Lake;
  readonly only?: string | undefined;
}

/** What windows may read: events of a span, made ready once for all windows over them. */
export interface Sheet {
  /** The table whose new events change it. */
  readonly table: TableName;
  /**
   * Makes a record of each event of a span. With `only`, a SELECT of addresses, no more than the records that speak of
   * these need be there. INVARIANT: a record depends on the events of its hour alone.
   */
  stage(span: Span, parts: StageParts): Promise<Staged>;
  /** The rows that a window reads, made of the records of a table; the records themselves, when absent. */
  readonly rows?: (records: string) => string;
  /** A condition that holds for the records that speak of these addresses, where that is cheaper than to make all rows. */
  readonly speaksOf?: (addresses: string) => string;
  /** The stranger that an event of the table may speak of, as `contacts` tells it; where it is left out, only the records tell. */
  readonly stranger?: (columns: Readonly<Record<string, unknown>>) => Contact;
  /** A SELECT of the strangers in a table of records: `day`, `account`, `region`, and `value`, an address or a name; each once. */
  contacts(table: string): string;
}

/** What tells one event of a table from another, wherever it was delivered: a record that comes twice is the same. */
const telling: Readonly<Record<TableName, string>> = {
  api_activity: 'id',
  network_activity: 'interface, src_address, dst_address, src_port, dst_port, protocol, packets, bytes, action',
  dns_activity: 'src_address, src_port, query, query_type, rcode, transport',
  http_activity: 'file, position',
};

/** A hash of an event of that table, as SQL. */
export const hashOf = (table: TableName): string => `cityHash64(toUnixTimestamp64Milli(time), ${telling[table]})`;

/**
 * An event as one number: its time in milliseconds, then its hash. The least of several is the earliest; numbers compare
 * many times faster than tuples with texts.
 */
export const locatorOf = (table: TableName): string =>
  `bitShiftLeft(toUInt128(toUnixTimestamp64Milli(time)), 64) + ${hashOf(table)}`;

/** Sheets of events. */
export const eventSheets = ['flows', 'queries', 'calls'] as const;
export type EventSheetName = (typeof eventSheets)[number];
/** Sheets of what was kept of the hours of events. */
export const keptSheetNames = ['days', 'talks', 'names'] as const;
export type KeptSheetName = (typeof keptSheetNames)[number];
export const sheetNames = [...eventSheets, ...keptSheetNames] as const;
export type SheetName = (typeof sheetNames)[number];
