import type { Detector } from '#detect';
import type { Clock } from '#kernel';
import type { Source } from '#sources';
import type { Advance } from './advance.ts';
import { Batch } from './batch.ts';
import { Breath } from './breath.ts';
import type { FileEnd, FileStart } from './ledger.ts';
import type { Limits } from './limits.ts';
import type { Piece } from './reading.ts';
import type { Refusal } from './refusal.ts';
import type { Spool } from './spool.ts';
import type { Telling } from './tally.ts';

/** What files are read with, and who is told of them. */
export interface FillingParts {
  readonly sources: readonly Source[];
  readonly limits: Limits;
  readonly spool: Spool;
  readonly advance: Advance;
  readonly tally: Telling;
  readonly detector: Pick<Detector, 'claims'>;
  readonly clock: Clock;
  /** Takes a batch that is full or due; while it does not settle, nothing more is read. */
  send(batch: Batch): Promise<void>;
}

/** Takes what is read of files into batches, in whichever thread they are read. */
export class Filling {
  readonly parts: FillingParts;
  private batch: Batch;
  private readonly breath = new Breath();

  constructor(parts: FillingParts) {
    this.parts = parts;
    this.batch = this.empty();
  }

  start(start: FileStart): void {
    this.batch.starts.push(start);
  }

  async add(piece: Piece): Promise<void> {
    this.parts.tally.refuse(this.batch.add(piece));
    if (this.batch.isFull) await this.put();
    await this.breath.after(piece.bytes);
  }

  /** Keeps that nothing of a file could be taken. */
  refuse(refusal: Refusal): void {
    this.parts.tally.unknown(refusal);
    this.batch.refused.push(refusal);
  }

  async end(end: FileEnd): Promise<void> {
    this.batch.ends.push(end);
    if (this.batch.isDue(this.parts.clock.now())) await this.put();
  }

  /** Sends off what has been read so far. */
  async put(): Promise<void> {
    const batch = this.batch;
    this.batch = this.empty();
    if (!batch.isEmpty) await this.parts.send(batch);
  }

  private empty(): Batch {
    return new Batch(this.parts.clock.now(), this.parts.detector);
  }
}
