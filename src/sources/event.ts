/** The four kinds of things that happen, each a table of the lake, named as OCSF names its classes. */
export const tableNames = ['api_activity', 'network_activity', 'dns_activity', 'http_activity'] as const;
export type TableName = (typeof tableNames)[number];

/** The value of a column: what the lake takes. Times are milliseconds since 1970 in UTC. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/** One thing that happened. INVARIANT: never changed after it was read. */
export interface Event {
  /** Name of the source that read it, such as `cloudtrail`. */
  readonly source: string;
  readonly table: TableName;
  /** Two events with one id are the same event. Empty when the source gives none: then file and position tell. */
  readonly id: string;
  /** Milliseconds since 1970 in UTC at which it happened. */
  readonly time: number;
  /** The event as its log wrote it, under the log's own names: what rules look at and what people are shown. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The columns of its table that it fills; a column left out gets its type's empty value. */
  readonly columns: Readonly<Record<string, Cell>>;
}
