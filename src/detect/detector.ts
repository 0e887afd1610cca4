import type { Rule } from '#sigma';
import type { Event, TableName } from '#sources';

/** An event and where it was delivered: the file's identity and the line or record in it, from 1. */
export interface Delivered {
  readonly event: Event;
  readonly file: string;
  readonly position: number;
  /** The rules that match it, when they were asked already. */
  readonly rules?: readonly Rule[];
}

/** Rows that were put into a table without having been events here. Times are milliseconds since 1970 in UTC. */
export interface Imported {
  readonly table: TableName;
  readonly source: string;
  readonly files: readonly string[];
  /** First and last time of the rows. */
  readonly from: number;
  readonly to: number;
}

/** What ingest hands events to. INVARIANT: judging the same events again changes nothing. */
export interface Detector {
  /** The rules that match an event: what none matches `judge` need not see, so that it need not be kept until then. */
  rulesFor?(event: Event): readonly Rule[];
  /** Judges events, records what matched. Settled only when everything is durable. */
  judge(batch: readonly Delivered[]): Promise<void>;
  /** Judges, in SQL, the rows that a load in bulk put into their table. */
  sweep(imported: Imported): Promise<void>;
  /** Judges what only many events show, over the spans of time that were imported (milliseconds, both ends within). */
  settle(spans: readonly { readonly from: number; readonly to: number }[]): Promise<void>;
}
