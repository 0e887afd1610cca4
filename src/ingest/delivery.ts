import type { Detector } from '#detect';
import { stableId, type Clock } from '#kernel';
import type { Lake, Row } from '#lake';
import type { Source } from '#sources';
import { eventKey, type Batch, type SourceRows } from './batch.ts';
import type { Ledger } from './ledger.ts';
import type { Refusal } from './refusal.ts';
import { quarantine } from './tables.ts';

/** Where batches go. */
export interface Destination {
  readonly lake: Lake;
  readonly detector: Detector;
  readonly ledger: Ledger;
  readonly sources: readonly Source[];
  readonly clock: Clock;
}

/**
 * Brings a batch home; returns how many events were not in the lake before.
 * INVARIANT: the ledger says `started` before the first row, and `done` after the last one is in the lake and judged.
 */
export async function deliver(batch: Batch, to: Destination): Promise<number> {
  await to.ledger.start(batch.starts);
  let added = 0;
  for (const group of batch.bySource.values()) {
    added += await append(group, to);
    group.rows.release();
  }
  for (const imported of batch.imported) await to.detector.sweep(imported);
  const refused = batch.refused.map((refusal) => quarantined(refusal, to.clock));
  await to.lake.append(quarantine, refused);
  await to.detector.judge(batch.unjudged, batch.claims);
  await to.ledger.finish(batch.ends, batch.marks);
  return added;
}

/** An id of its own, or the place from which it came, tells an event apart. */
async function append({ source, rows }: SourceRows, { lake, sources }: Destination): Promise<number> {
  const identified = sources.some((one) => one.name === source && one.identified);
  if (identified) return lake.appendNew(rows.table, rows, eventKey);
  await lake.append(rows.table, rows);
  return rows.length;
}

/** A refusal as a row. Its id says where it stood, so that the same one can be told when it comes again. */
export const quarantined = ({ reason, remedy, ...refusal }: Refusal, clock: Clock): Row => ({
  ...refusal,
  reason: reason.en,
  reason_ja: reason.ja,
  remedy: remedy.en,
  remedy_ja: remedy.ja,
  time: clock.now().getTime(),
  id: stableId(refusal.file, refusal.line, refusal.position),
});
