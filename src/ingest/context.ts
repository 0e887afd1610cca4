import type { Readable } from 'node:stream';
import type { Detector } from '#detect';
import type { Clock, Config, Log, Progress } from '#kernel';
import type { Lake } from '#lake';
import type { Source } from '#sources';
import type { Store } from '#store';
import type { Status } from './status.ts';

/** What an import needs. */
export interface IngestContext {
  readonly lake: Lake;
  readonly store: Store;
  readonly detector: Detector;
  readonly sources: readonly Source[];
  readonly config: Config['ingest'];
  readonly retention: Config['retention'];
  /** Folder for what has no file of its own, while it is read. */
  readonly spool: string;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Where trouble with what is watched is told: to the page, and to the log of the server. */
  readonly status?: Status;
  readonly log?: Pick<Log, 'warn'>;
  /** What `-` reads; the standard input of the process unless given. */
  readonly stdin?: Readable;
}
