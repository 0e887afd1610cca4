import type { Delivered } from '#detect';
import type { Mark } from './incoming.ts';
import type { FileEnd, FileStart } from './ledger.ts';
import type { Piece } from './reading.ts';
import type { Refusal } from './refusal.ts';

const mostRows = 20_000;
const mostBytes = 32 * 2 ** 20;
const mostMilliseconds = 1500;

/** Events of one or many files on their way to the lake, with the files that begin and end in it. */
export class Batch {
  readonly events: Delivered[] = [];
  readonly refused: Refusal[] = [];
  readonly starts: FileStart[] = [];
  readonly ends: FileEnd[] = [];
  /** How far listings have come with it, in their order. */
  readonly marks: Mark[] = [];
  private bytes = 0;
  private readonly since: number;

  constructor(now: Date) {
    this.since = now.getTime();
  }

  add(piece: Piece): void {
    for (const event of piece.events) this.events.push(event);
    for (const refusal of piece.refused) this.refused.push(refusal);
    this.bytes += piece.bytes;
  }

  get isEmpty(): boolean {
    return this.events.length + this.refused.length + this.starts.length + this.ends.length + this.marks.length === 0;
  }

  get isFull(): boolean {
    return this.events.length >= mostRows || this.refused.length >= mostRows || this.bytes >= mostBytes;
  }

  /** True when what is in it has waited long enough for its acknowledgement. */
  isDue(now: Date): boolean {
    return this.isFull || this.ends.length >= mostRows || now.getTime() - this.since >= mostMilliseconds;
  }
}
