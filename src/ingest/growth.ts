import { createHash } from 'node:crypto';
import type { Content } from './content.ts';
import { identityOf } from './incoming.ts';
import type { ImportRun, Known } from './import-run.ts';
import type { FileRow } from './tables.ts';

/** Where the reading of a grown file goes on. */
export interface Continuation {
  readonly bytes: number;
  readonly lines: number;
}

/**
 * Where to go on in a file of lines that was read before and has grown since; undefined when it is to be read whole.
 * A file that ended in the middle of a line then is read anew, and what it gave is taken out.
 */
export async function continuation({ fetched, earlier }: Known, run: ImportRun): Promise<Continuation | undefined> {
  const { content } = fetched.spooled;
  const before = await startOf(content, earlier);
  if (before === undefined) return undefined;
  if (before.lines >= 0) return { bytes: before.size, lines: before.lines };
  await run.clear([before.identity]);
  return undefined;
}

/** The longest earlier state of the file with which it still begins. */
async function startOf(content: Content, earlier: readonly FileRow[]): Promise<FileRow | undefined> {
  const shorter = earlier.filter(({ size }) => size > 0 && size < content.size).toSorted((a, b) => b.size - a.size);
  for (const row of shorter) if ((await hashOfStart(content, row.size)) === row.identity) return row;
  return undefined;
}

async function hashOfStart(content: Content, size: number): Promise<string> {
  const hash = createHash('sha256');
  let left = size;
  for await (const chunk of content.chunks()) {
    hash.update(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return identityOf(hash.digest('hex'));
}
