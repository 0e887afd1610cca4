import type { Delivered } from '#detect';
import { Fault } from '#kernel';
import { refuseDeep, type Cut, type Cutter, type Event, type Framing, type Reader, type Source } from '#sources';
import type { PieceColumns } from './read-columns.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';

/** A plain file whose log is known. */
export interface Recognised {
  readonly source: Source;
  readonly framing: Framing;
  /** The file column of the lake. */
  readonly file: string;
  /** What people call it. */
  readonly path: string;
  /** The first line of the file. */
  readonly head: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** What came out of a piece of a file. */
export interface Piece {
  readonly events: Delivered[];
  /** Rows that never were events. */
  readonly columns?: PieceColumns;
  readonly refused: Refusal[];
  /** Plain bytes that it took. */
  readonly bytes: number;
  /** Line of its last record; 0 without records. */
  readonly line: number;
}

export interface ReadingOptions {
  readonly recordBytes: number;
  /** False for a JSON record that nobody wants: it is not even parsed. Others can only be told once they are read. */
  readonly wants?: ((source: string, record: Buffer) => boolean) | undefined;
  /** Lines of the file that were read before (it has grown since). */
  readonly after?: number;
}

/**
 * The events of a file and what could not be read of it, piece by piece. One record that cannot be read leaves the
 * others untouched. Throws `BadInput` when the bytes end too early, after everything before was given out.
 */
export async function* readRecords(file: Recognised, cutter: Cutter, options: ReadingOptions): AsyncGenerator<Piece> {
  const reading = new Reading(file, cutter, options);
  let broken: { error: unknown } | undefined;
  const bytes = file.bytes[Symbol.asyncIterator]();
  while (true) {
    const next = await bytes.next().catch((error: unknown) => {
      broken = { error };
    });
    if (next === undefined || next.done === true) break;
    yield reading.take(next.value);
  }
  if (broken === undefined) yield reading.end();
  else throw broken.error; // what stands behind the last whole record is cut off, and the fault says so
}

/** One file on its way from records to events. */
class Reading {
  private readonly file: Recognised;
  private readonly cutter: Cutter;
  private readonly reader: Reader;
  private readonly options: ReadingOptions;

  constructor(file: Recognised, cutter: Cutter, options: ReadingOptions) {
    this.file = file;
    this.cutter = cutter;
    this.options = options;
    this.reader = file.source.reader();
    if (options.after !== undefined) readHead(this.reader, file.head);
  }

  take(chunk: Buffer): Piece {
    return this.read(this.cutter.push(chunk), chunk.length);
  }

  end(): Piece {
    return this.read(this.cutter.end(), 0);
  }

  private read(cuts: readonly Cut[], bytes: number): Piece {
    const last = cuts.at(-1);
    const line = last === undefined ? 0 : last.line + (this.options.after ?? 0);
    const piece: Piece = { events: [], refused: [], bytes, line };
    const wants = this.file.framing === 'json' ? this.options.wants : undefined;
    const { name } = this.file.source;
    for (const cut of cuts) {
      if (wants !== undefined && cut.fault === undefined && !wants(name, cut.bytes)) continue;
      this.readOne(cut, piece);
    }
    return piece;
  }

  private readOne(cut: Cut, piece: Piece): void {
    try {
      const { value, text } = this.cutter.said(cut);
      if (value === undefined) return; // a header row
      for (const event of this.reader.read(value, text))
        piece.events.push(deliver(event, this.file, cut.position + (this.options.after ?? 0)));
    } catch (error) {
      piece.refused.push(this.refuse(cut, error));
    }
  }

  private refuse(cut: Cut, error: unknown): Refusal {
    const { file, path, source, framing, head } = this.file;
    const after = this.options.after ?? 0;
    return {
      file,
      path,
      line: cut.line + after,
      position: cut.position + after,
      source: source.name,
      framing,
      ...reasonOf(error),
      head,
      text: cut.bytes.subarray(0, keptBytes).toString('utf8'),
      size: cut.bytes.length,
    };
  }
}

/** Lets a reader see the first line of a file; that it is no header is no harm. */
export function readHead(reader: Reader, head: string): void {
  try {
    reader.read(head);
  } catch {
    // The first line was refused when the file was read from its start.
  }
}

// DateTime64(3) holds the years 1900 to 2299; the engine would refuse the whole batch.
const [firstTime, lastTime] = [Date.UTC(1900, 0, 1), Date.UTC(2300, 0, 1)];

/**
 * An event and where it came from. An event of an identified source that has no id is known by its place.
 * Throws `BadInput` for a time that no table can hold, and for fields nested beyond what anybody can read.
 */
export function deliver(
  event: Event,
  { file, source }: Pick<Recognised, 'file' | 'source'>,
  position: number,
): Delivered {
  if (!(event.time >= firstTime && event.time < lastTime)) {
    throw new Fault('BadInput', {
      en: 'Its time is not between the years 1900 and 2299. Correct the time at its origin and import it again.',
      ja: '時刻が 1900 年から 2299 年の間にありません。出所で時刻を直してから、もう一度取り込んでください。',
    });
  }
  refuseDeep(event.columns['raw']);
  if (event.id !== '' || !source.identified) return { event, file, position };
  return { event: { ...event, id: `${file}:${position}` }, file, position };
}
