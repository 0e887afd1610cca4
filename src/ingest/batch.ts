import type { Claim, Delivered, Detector } from '#detect';
import { PackedRows, type Row } from '#lake';
import type { Event } from '#sources';
import type { BulkFile } from './bulk.ts';
import { BulkLoad } from './bulk-load.ts';
import type { Mark } from './incoming.ts';
import type { FileEnd, FileStart } from './ledger.ts';
import type { Piece } from './reading.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';
import type { Spool } from './spool.ts';
import { eventTables } from './tables.ts';

const mostRows = 50_000;
const mostBytes = 64 * 2 ** 20;
const mostMilliseconds = 10_000;
/** Plain bytes, and files, that the engine loads with one statement. */
const mostLoaded = 64 * 2 ** 20;
const mostParts = 1000;

/** What tells events with an id of their own apart. */
export const eventKey = ['time', 'id'];

/** Rows of one source on their way to its table. */
export interface SourceRows {
  readonly source: string;
  readonly rows: PackedRows;
}

/**
 * Events of one or many files on their way to the lake, with the files that begin and end in it.
 * An event is turned into its row and judged at once, and nothing of it stays but what it claims: what is kept until
 * the batch has gone is what costs the collector of garbage its time.
 */
export class Batch {
  readonly bySource = new Map<string, SourceRows>();
  /** Files that the engine parses, by their log and format. */
  readonly loads = new Map<string, BulkLoad>();
  readonly claims: Claim[] = [];
  /** Events of which the detector does not say at once what they claim. */
  readonly unjudged: Delivered[] = [];
  readonly refused: Refusal[] = [];
  readonly starts: FileStart[] = [];
  readonly ends: FileEnd[] = [];
  /** How far listings have come with it, in their order. */
  readonly marks: Mark[] = [];
  private count = 0;
  private bytes = 0;
  private readonly since: number;
  private readonly detector: Detector;

  constructor(now: Date, detector: Detector) {
    this.since = now.getTime();
    this.detector = detector;
  }

  /** Takes what was read; returns what is refused of it, by its reader or by the lake. */
  add(piece: Piece): Refusal[] {
    const before = this.refused.length;
    for (const delivered of piece.events) {
      const claims = this.detector.claims?.(delivered);
      if (!this.pack(delivered)) continue;
      if (claims === undefined) this.unjudged.push(delivered);
      else for (const claim of claims) this.claims.push(claim);
    }
    this.count += piece.events.length;
    for (const refusal of piece.refused) this.refused.push(refusal);
    this.bytes += piece.bytes;
    return this.refused.slice(before);
  }

  /** The load to which a file belongs. */
  loadOf({ opened, columns }: BulkFile, spool: Spool): BulkLoad {
    const key = `${opened.source.name} ${columns.join(' ')}`;
    const load = this.loads.get(key) ?? new BulkLoad(opened.source, spool);
    this.loads.set(key, load);
    return load;
  }

  get isEmpty(): boolean {
    const { starts, ends, marks, refused, loads } = this;
    return this.count + refused.length + starts.length + ends.length + marks.length + loads.size === 0;
  }

  get isFull(): boolean {
    return this.count >= mostRows || this.refused.length >= mostRows || this.bytes >= mostBytes || this.isLoaded;
  }

  private get isLoaded(): boolean {
    const loads = [...this.loads.values()];
    const parts = loads.reduce((sum, load) => sum + load.parts.length, 0);
    return parts >= mostParts || loads.reduce((sum, { bytes }) => sum + bytes, 0) >= mostLoaded;
  }

  /** True when what is in it has waited long enough for its acknowledgement. */
  isDue(now: Date): boolean {
    return this.isFull || this.ends.length >= mostRows || now.getTime() - this.since >= mostMilliseconds;
  }

  /** False when the lake cannot hold the event: it is refused. */
  private pack(delivered: Delivered): boolean {
    try {
      this.rowsOf(delivered.event).add(rowOf(delivered, this.since));
      return true;
    } catch (error) {
      this.refused.push(refusalOf(delivered, error));
      return false;
    }
  }

  private rowsOf({ source, table, id }: Event): PackedRows {
    let group = this.bySource.get(source);
    if (group === undefined) {
      group = { source, rows: new PackedRows(eventTables[table], id === '' ? [] : eventKey) };
      this.bySource.set(source, group);
    }
    return group.rows;
  }
}

/**
 * An event as a row of its table. The columns themselves become the row, since copying them took longer than all
 * else here; what the event told stays as it was.
 */
export const rowOf = ({ event: { columns, time, source, id }, file, position }: Delivered, taken: number): Row =>
  Object.assign(columns, { time, source, id, file, position, taken_at: taken });

function refusalOf({ event, file, position }: Delivered, error: unknown): Refusal {
  const text = JSON.stringify(event.fields);
  const where = { file, path: file, line: position, position, source: event.source };
  return {
    ...where,
    framing: '',
    ...reasonOf(error),
    head: '',
    text: text.slice(0, keptBytes),
    size: Buffer.byteLength(text),
  };
}
