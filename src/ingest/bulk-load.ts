import { Fault } from '#kernel';
import type { Source } from '#sources';
import type { BulkFile } from './bulk.ts';
import { onDisk } from './content.ts';
import type { Opened } from './opening.ts';
import type { FileInHand } from './read-pieces.ts';
import { SpoolFile, type Spool } from './spool.ts';

/** The lines of one file within a load. */
export interface BulkPart extends BulkFile {
  readonly inHand: FileInHand;
  /** Where they stand in the file of the load. */
  readonly from: number;
  readonly bytes: number;
  /** Bytes of the longest line, as far as it goes beyond what a piece of the file holds. */
  readonly longest: number;
  /** True when the file itself ends with a line end. */
  readonly ended: boolean;
  /** Why the lines end too early, when they do; a line that was cut in the middle is left out. */
  readonly cutOff: Fault | undefined;
}

const newline = 0x0a;

/**
 * Files of one log and one format on their way to the lake: their lines, decompressed, one file after the other in a
 * file that the engine reads with one statement. The header that the columns come from is an empty line.
 */
export class BulkLoad {
  readonly source: Source;
  readonly parts: BulkPart[] = [];
  bytes = 0;
  private readonly file: SpoolFile;

  constructor(source: Source, spool: Spool) {
    this.source = source;
    this.file = new SpoolFile(spool);
  }

  /** Takes the lines of a file to their end. */
  async add(file: BulkFile, inHand: FileInHand): Promise<BulkPart> {
    const { opened, bulk } = file;
    const measure = new Measure();
    let skip = bulk.isHeader(opened.head) ? Buffer.byteLength(opened.head) : 0;
    let cutOff: Fault | undefined;
    try {
      for await (const chunk of opened.bytes) {
        const bytes = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - bytes.length;
        measure.add(bytes);
        await this.file.write(bytes);
      }
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'BadInput') throw error;
      cutOff = error;
    }
    const part = { ...file, inHand, from: this.bytes, ...(await this.close(measure, cutOff)), cutOff };
    this.parts.push(part);
    return part;
  }

  /** The path of the file with the lines of all parts; nothing may be added afterwards. */
  path(): Promise<string> {
    return this.file.end();
  }

  /** The bytes of a part, to be read line by line after all. */
  async again({ opened, from, bytes, inHand }: BulkPart): Promise<Opened> {
    const lines = onDisk(inHand.start.path, await this.path(), from + bytes);
    return { ...opened, bytes: lines.chunks(from) };
  }

  remove(): Promise<void> {
    return this.file.remove();
  }

  private async close(
    measure: Measure,
    cutOff: Fault | undefined,
  ): Promise<Pick<BulkPart, 'bytes' | 'longest' | 'ended'>> {
    const ended = measure.whole === measure.size;
    let bytes = measure.size;
    if (!ended && cutOff !== undefined) {
      bytes = measure.whole;
      await this.file.truncate(this.bytes + bytes);
    } else if (!ended) {
      bytes += 1;
      await this.file.write(Buffer.of(newline)); // or the next file would go on in its last line
    }
    this.bytes += bytes;
    return { bytes, longest: measure.longest, ended };
  }
}

/** Follows line ends without looking at every line. */
class Measure {
  size = 0;
  /** Bytes up to the end of the last whole line. */
  whole = 0;
  longest = 0;

  add(bytes: Buffer): void {
    const first = bytes.indexOf(newline);
    this.longest = Math.max(this.longest, this.size - this.whole + (first === -1 ? bytes.length : first));
    this.size += bytes.length;
    const last = bytes.lastIndexOf(newline);
    if (last !== -1) this.whole = this.size - bytes.length + last + 1;
  }
}
