import type { Claim, Delivered, Detector, Imported } from '#detect';
import { PackedRows, type Row } from '#lake';
import type { Source, TableName } from '#sources';
import type { Mark } from './incoming.ts';
import type { FileEnd, FileStart } from './ledger.ts';
import type { PieceColumns } from './read-columns.ts';
import type { Piece } from './reading.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';
import { eventTables } from './tables.ts';

const mostRows = 50_000;
const mostBytes = 64 * 2 ** 20;
const mostMilliseconds = 10_000;
/** Files that one statement asks about. */
const mostSwept = 1000;

/** What tells events with an id of their own apart. */
export const eventKey = ['time', 'id'];

/** Rows of one source on their way to its table. */
export interface SourceRows {
  readonly source: string;
  readonly rows: PackedRows;
}

/** Files of which rows were read that never were events: the rules are asked about them in the lake. */
interface Swept {
  readonly files: Set<string>;
  readonly source: Source;
  from: number;
  to: number;
}

/**
 * Events of one or many files on their way to the lake, with the files that begin and end in it.
 * An event is turned into its row and judged at once, and nothing of it stays but what it claims: what is kept until
 * the batch has gone is what costs the collector of garbage its time.
 */
export class Batch {
  readonly bySource = new Map<string, SourceRows>();
  readonly claims: Claim[] = [];
  /** Events of which the detector does not say at once what they claim. */
  readonly unjudged: Delivered[] = [];
  readonly refused: Refusal[] = [];
  readonly starts: FileStart[] = [];
  readonly ends: FileEnd[] = [];
  /** How far listings have come with it, in their order. */
  readonly marks: Mark[] = [];
  private readonly swept = new Map<string, Swept>();
  private count = 0;
  private bytes = 0;
  private readonly takenAt: number;
  private readonly begun = performance.now();
  private readonly detector: Detector;

  constructor(now: Date, detector: Detector) {
    this.takenAt = now.getTime();
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
    if (piece.columns !== undefined && piece.columns.count > 0) this.addColumns(piece.columns);
    this.count += piece.events.length;
    for (const refusal of piece.refused) this.refused.push(refusal);
    this.bytes += piece.bytes;
    return this.refused.slice(before);
  }

  /** What the rules must be asked about in the lake, once the rows are there. */
  get imported(): Imported[] {
    return [...this.swept.values()].map(({ source: { name: source, table }, files, from, to }) => ({
      table,
      source,
      files: [...files],
      from,
      to,
    }));
  }

  get isEmpty(): boolean {
    const { starts, ends, marks, refused, swept } = this;
    return this.count + refused.length + starts.length + ends.length + marks.length + swept.size === 0;
  }

  get isFull(): boolean {
    return this.count >= mostRows || this.refused.length >= mostRows || this.bytes >= mostBytes || this.isSwept;
  }

  private get isSwept(): boolean {
    for (const { files } of this.swept.values()) if (files.size >= mostSwept) return true;
    return false;
  }

  /** True when what is in it has waited long enough for its acknowledgement. */
  get isDue(): boolean {
    return this.isFull || this.ends.length >= mostRows || performance.now() - this.begun >= mostMilliseconds;
  }

  /** False when the lake cannot hold the event: it is refused. */
  private pack(delivered: Delivered): boolean {
    try {
      const { source, table, id } = delivered.event;
      this.rowsOf(source, table, id === '' ? [] : eventKey).add(rowOf(delivered, this.takenAt));
      return true;
    } catch (error) {
      this.refused.push(refusalOf(delivered, error));
      return false;
    }
  }

  private addColumns({ source, file, count, cells, first, last }: PieceColumns): void {
    const fixed = { source: source.name, file, taken_at: this.takenAt };
    this.rowsOf(source.name, source.table, []).addMany({ count, cells: { ...cells, ...fixed } });
    const swept = this.swept.get(source.name) ?? { source, files: new Set<string>(), from: first, to: last };
    this.swept.set(source.name, swept);
    swept.files.add(file);
    swept.from = Math.min(swept.from, first);
    swept.to = Math.max(swept.to, last);
  }

  private rowsOf(source: string, table: TableName, key: readonly string[]): PackedRows {
    let group = this.bySource.get(source);
    if (group === undefined) {
      group = { source, rows: new PackedRows(eventTables[table], key) };
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
