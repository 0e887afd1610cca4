import type { Event, TableName } from '#sources';

/** An event and where it was delivered: the file's identity and the line or record in it, from 1. */
export interface Delivered {
  readonly event: Event;
  readonly file: string;
  readonly position: number;
}

/** What ingest hands events to. INVARIANT: judging the same events again changes nothing. */
export interface Detector {
  /** False for an event that no rule matches: `judge` need not see it, so that it need not be kept until then. */
  wants?(event: Event): boolean;
  /** Judges events, records what matched. Settled only when everything is durable. */
  judge(batch: readonly Delivered[]): Promise<void>;
  /** Judges, in SQL, the rows that a bulk import of `file` put into `table`. */
  sweep(table: TableName, source: string, file: string): Promise<void>;
  /** Judges what only many events show (correlations), over the span of time that was imported (milliseconds). */
  settle(from: number, to: number): Promise<void>;
}
