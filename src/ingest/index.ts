/**
 * ingest: bytes -> records -> events -> lake, and on to detect.
 *
 * Invariant: a file is acknowledged only when all its events are in the lake and judged; the same file or event
 * twice changes nothing; what cannot be read is kept in quarantine and counted, and the rest goes on.
 * Called by cli and main (imports, what is watched) and by web (what is pushed).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { IngestContext } from './context.ts';
import type { SystemContext } from './operations/GetSystem.ts';

export { doubtText, lookAtClock } from './doubted-clock.ts';
export { ingest, ingestStream } from './ingest.ts';
export type { IngestContext } from './context.ts';
export { pathsOf } from './paths-of.ts';
export { readEvents, type EventReading, type ReadEventsContext } from './read-events.ts';
export { Status } from './status.ts';
export { ingestMigrations, ingestTables } from './tables.ts';
export type { OldEvents } from './old-events.ts';
export type { ImportReport } from './tally.ts';
export { watch } from './watch.ts';
export type { SystemContext };
export const ingestOperations = (): Promise<Bindable<IngestContext & SystemContext>[]> =>
  folder(new URL('operations/', import.meta.url));
