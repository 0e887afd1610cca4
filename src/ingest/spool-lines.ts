import { truncate } from 'node:fs/promises';
import { Fault } from '#kernel';
import type { BulkFile } from './bulk.ts';
import type { ImportRun } from './import-run.ts';
import { SpoolFile } from './spool.ts';

/** Plain lines in a file of their own. The header that the columns come from is an empty line. */
export interface SpooledLines {
  readonly path: string;
  readonly size: number;
  /** Bytes of the longest line, as far as it goes beyond what a piece of the file holds. */
  readonly longest: number;
  /** Why the lines end too early, when they do; a line that was cut in the middle is left out. */
  readonly cutOff: Fault | undefined;
  remove(): Promise<void>;
}

const newline = 0x0a;

/** Writes the lines of a file, decompressed, to where the engine can read them. */
export async function spoolLines({ opened, bulk }: BulkFile, run: ImportRun): Promise<SpooledLines> {
  const file = new SpoolFile(run.spool);
  const measure = new Measure();
  let skip = bulk.isHeader(opened.head) ? Buffer.byteLength(opened.head) : 0;
  let cutOff: Fault | undefined;
  try {
    for await (const chunk of opened.bytes) {
      const bytes = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - bytes.length;
      measure.add(bytes);
      await file.write(bytes);
    }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'BadInput') throw error;
    cutOff = error;
  }
  const path = await file.end();
  if (cutOff !== undefined) await truncate(path, measure.whole);
  const size = cutOff === undefined ? measure.size : measure.whole;
  return { path, size, longest: measure.longest, cutOff, remove: () => file.remove() };
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
