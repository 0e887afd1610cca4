import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Bytes at hand, in memory or in a file of this machine: whatever arrives is made one of these before it is read,
 * so that it can be hashed, read again, and read at any place.
 */
export interface Content {
  /** What messages call it: a path, an s3:// address, or `archive.zip!member`. */
  readonly name: string;
  /** Bytes, as they arrived (compressed or not). */
  readonly size: number;
  /** All the bytes, where they are in memory. */
  readonly memory?: Buffer;
  /** The bytes from `from` (0 unless given) to the end, in pieces of at most 256 KiB. */
  chunks(from?: number): AsyncIterable<Buffer>;
  /** The bytes from `from` up to but not including `to`. */
  slice(from: number, to: number): Promise<Buffer>;
}

export const pieceBytes = 256 * 1024;
/** Less at a time of what is in memory already: the events of a piece are alive together, and moving them costs time. */
const memoryPieceBytes = 32 * 1024;

export function inMemory(name: string, bytes: Buffer, piece = memoryPieceBytes): Content {
  return {
    name,
    size: bytes.length,
    memory: bytes,
    async *chunks(from = 0) {
      for (let at = from; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    slice: async (from, to) => bytes.subarray(from, to),
  };
}

/** The first `size` bytes of a file: one that grows meanwhile is read no further than was seen when it was found. */
export function onDisk(name: string, path: string, size: number): Content {
  return {
    name,
    size,
    async *chunks(from = 0) {
      if (from >= size) return;
      const stream = createReadStream(path, { start: from, end: size - 1, highWaterMark: pieceBytes });
      for await (const chunk of stream) yield chunk;
    },
    async slice(from, to) {
      await using file = await open(path, 'r');
      const bytes = Buffer.alloc(Math.max(0, Math.min(to, size) - from));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    },
  };
}

/** The first bytes of a stream (as many as `count`, fewer when it is shorter or breaks), and the whole stream. */
export async function peek(
  chunks: AsyncIterable<Buffer>,
  count: number,
): Promise<{ head: Buffer; whole: AsyncIterable<Buffer>; broken: { error: unknown } | undefined }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let have = 0;
  let broken: { error: unknown } | undefined;
  while (have < count && broken === undefined) {
    try {
      const next = await iterator.next();
      if (next.done === true) break;
      seen.push(next.value);
      have += next.value.length;
    } catch (error) {
      broken = { error }; // what came before the break is still given out, then the break itself
    }
  }
  const [first = Buffer.alloc(0)] = seen;
  const all = first.length >= count || seen.length === 1 ? first : Buffer.concat(seen);
  return { head: all.subarray(0, count), whole: replay(seen, iterator, broken), broken };
}

async function* replay(
  seen: readonly Buffer[],
  iterator: AsyncIterator<Buffer>,
  broken: { error: unknown } | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield* seen;
    if (broken !== undefined) throw broken.error;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
