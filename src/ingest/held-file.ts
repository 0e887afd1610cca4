import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Fault, textOf } from '#kernel';
import { onDisk, pieceBytes } from './content.ts';
import type { Spooled } from './spool.ts';

/** Without waiting for a pipe's writer: what lay here as a file may be something else by now. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0); // oxlint-disable-line typescript/no-unnecessary-condition -- Windows has none

/** Opens what must be a file of this machine. `refuse` says what else it is. */
export async function openFile(path: string, refuse: (found: Stats) => Fault): Promise<FileHandle> {
  const handle = await open(path, flags);
  const found = await handle.stat();
  if (found.isFile()) return handle;
  await handle.close();
  throw refuse(found);
}

/** As many bytes from there on, or fewer where the file ends: a network's file system may give less at a time than is asked of it. */
export async function readAt(handle: FileHandle, from: number, count: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(count);
  let have = 0;
  while (have < count) {
    const { bytesRead } = await handle.read(bytes, have, count - have, from + have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return bytes.subarray(0, have);
}

/**
 * A large file, held open from its hash to the end of its reading: what is removed meanwhile, or has another put in its
 * place, is read as it was found. Of one that is written meanwhile `spoilt` tells.
 */
export async function heldFile(path: string, handle: FileHandle, most: number): Promise<Spooled> {
  const found = await handle.stat({ bigint: true });
  const file = new HeldFile(handle, Math.min(most, Number(found.size)));
  const hash = await file.hash().catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  return {
    content: {
      ...onDisk(path, path, file.size),
      chunks: (from) => file.chunks(from),
      slice: (from, to) => file.slice(from, to),
    },
    hash,
    spoilt: () => file.spoilt(found.mtimeNs, hash),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

/** The first `size` bytes of an open file, and what went wrong when they were read. */
class HeldFile {
  readonly size: number;
  private readonly handle: FileHandle;
  private met: Fault | undefined;

  constructor(handle: FileHandle, size: number) {
    this.handle = handle;
    this.size = size;
  }

  async *chunks(from = 0): AsyncGenerator<Buffer> {
    for (let at = from; at < this.size; at += pieceBytes) yield await this.slice(at, at + pieceBytes);
  }

  async slice(from: number, to: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(to, this.size) - from);
    const read = await readAt(this.handle, from, wanted).catch((error: unknown) => ({ error }));
    if ('error' in read) this.met = broken(read.error);
    else if (read.length < wanted) this.met = changed();
    else return read;
    throw this.met;
  }

  async hash(): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of this.chunks()) hash.update(chunk);
    return hash.digest('hex');
  }

  /** What happened to it since it was written last at `written`, in nanoseconds since 1970, and had this hash. */
  async spoilt(written: bigint, hash: string): Promise<Fault | undefined> {
    if (this.met !== undefined) return this.met;
    const { mtimeNs } = await this.handle.stat({ bigint: true });
    // Whoever only appends to it leaves what was read as it was.
    if (mtimeNs === written || (await this.hash().catch(() => '')) === hash) return undefined;
    return changed();
  }
}

const broken = (error: unknown): Fault => {
  const why = textOf(error);
  const said = {
    en: `it cannot be read to its end: ${why.en}; nothing of it counts. Check the disk, and import it again`,
    ja: `最後まで読み込めないため、読み込みを取り消しました（${why.ja}）。ディスクを確認してから、もう一度取り込んでください。`,
  };
  return new Fault('BadInput', said, { cause: error });
};

/** What is said of a file that somebody wrote while it was read; nothing of it is acknowledged. */
const changed = (): Fault =>
  new Fault('BadInput', {
    en: 'it was cut or written anew while it was read, and nothing of it counts. Import it again once nobody writes it',
    ja: '読み込み中に切り詰められたか書き換えられたため、読み込みを取り消しました。書き込みが終わってから、もう一度取り込んでください。',
  });
