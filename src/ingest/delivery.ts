import type { Detector } from '#detect';
import { stableId, type Clock } from '#kernel';
import type { Lake, Row } from '#lake';
import type { Source } from '#sources';
import { eventKey, type Batch, type SourceRows } from './batch.ts';
import type { BulkPart } from './bulk-load.ts';
import type { FileEnd, Ledger } from './ledger.ts';
import { loadLines } from './load-lines.ts';
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

/** What became of a batch. */
export interface Delivery {
  /** Events that were not in the lake before. */
  added: number;
  /** Files that the engine loaded, now acknowledged. */
  readonly loaded: FileEnd[];
  /** What was refused of them. */
  readonly refused: Refusal[];
  /** Files that must be read line by line; the marks of the batch are held back until they are. */
  readonly disagreed: BulkPart[];
}

/**
 * Brings a batch home.
 * INVARIANT: the ledger says `started` before the first row, and `done` after the last one is in the lake and judged.
 */
export async function deliver(batch: Batch, to: Destination): Promise<Delivery> {
  const loads = [...batch.loads.values()];
  await to.ledger.start([...batch.starts, ...loads.flatMap(({ parts }) => parts.map(({ inHand }) => inHand.start))]);
  const delivery: Delivery = { added: 0, loaded: [], refused: [], disagreed: [] };
  for (const group of batch.bySource.values()) {
    delivery.added += await append(group, to);
    group.rows.release();
  }
  for (const load of loads) {
    const { added, ends, refused, disagreed } = await loadLines(load, to);
    delivery.added += added;
    delivery.loaded.push(...ends);
    delivery.refused.push(...refused);
    delivery.disagreed.push(...disagreed);
  }
  await to.lake.append(
    quarantine,
    [...batch.refused, ...delivery.refused].map((refusal) => quarantined(refusal, to.clock)),
  );
  await to.detector.judge(batch.unjudged, batch.claims);
  const marks = delivery.disagreed.length === 0 ? batch.marks : [];
  await to.ledger.finish([...batch.ends, ...delivery.loaded], marks);
  return delivery;
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
