import type { Claim } from '#findings';
import type { Event, TableName } from '#sources';

export type { Claim };

/** An event and where it was delivered: the file's identity and the line or record in it, from 1. */
export interface Delivered {
  readonly event: Event;
  readonly file: string;
  readonly position: number;
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
  /** What an event claims, told at once: then nothing of the event need be kept until `judge` records it. */
  claims?(delivered: Delivered): readonly Claim[];
  /** Judges events, records what matched, and what was claimed before. Settled only when everything is durable. */
  judge(batch: readonly Delivered[], claimed?: readonly Claim[]): Promise<void>;
  /** Judges, in SQL, rows that came into their table without having been events. */
  sweep(imported: Imported): Promise<void>;
  /**
   * Judges what only many events show, over the spans of time that were imported (milliseconds, both ends within).
   * `again`: an evaluation of them may have been cut off before.
   */
  settle(spans: readonly { readonly from: number; readonly to: number }[], again?: boolean): Promise<void>;
}
