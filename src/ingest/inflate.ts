import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { Decompress } from 'fzstd';
import { Fault, sentenceOf } from '#kernel';
import { ahead } from './ahead.ts';
import { zstdWindows } from './zstd-windows.ts';

/**
 * Each of these turns compressed bytes into plain ones piece by piece. When the input is cut off or corrupt, what
 * could be read comes out first; then a `Fault('BadInput')` says up to which byte of the compressed input.
 */
export const gunzip = (chunks: AsyncIterable<Buffer>, most = outputBytes): AsyncGenerator<Buffer> =>
  throughZlib(chunks, createGunzip({ chunkSize: most }));

/** The bare deflate stream of a zip member. */
export const inflateRaw = (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> =>
  throughZlib(chunks, createInflateRaw({ chunkSize: outputBytes }));

/** Plain bytes that come out at once; damage can cost as much of what stands before it. */
const outputBytes = 64 * 1024;
/** Compressed bytes fed at once: all that one piece becomes is in memory together, a thousandfold by deflate. */
const inputBytes = 32 * 1024;
/** Four bytes of Zstandard can say 128 KiB of one letter. */
const zstdInputBytes = 1024;

/** Zstandard, any number of frames. */
export async function* unzstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const out: Buffer[] = [];
  let fed = 0;
  const decoder = new Decompress((data) => out.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength)));
  const windows = zstdWindows();
  const push = (piece: Buffer, last: boolean): unknown => {
    try {
      decoder.push(piece, last);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  for await (const piece of pieces(chunks, zstdInputBytes)) {
    windows(piece);
    const error = push(piece, false);
    yield* out.splice(0);
    if (error !== undefined) throw cutOff(error, fed);
    fed += piece.length;
  }
  const error = push(Buffer.alloc(0), true);
  yield* out.splice(0);
  if (error !== undefined) throw cutOff(error, fed);
}

// A stream that ends in an error throws away what it had buffered. So each piece is written and its output taken
// before the next one goes in. An engine that fails calls nobody back, hence the race with its events.
async function* throughZlib(chunks: AsyncIterable<Buffer>, engine: Gunzip | InflateRaw): AsyncGenerator<Buffer> {
  // While one piece is read the next one is undone on another thread.
  for await (const plain of ahead(undone(chunks, engine), 1)) yield* plain;
}

/** What each compressed piece becomes. */
async function* undone(chunks: AsyncIterable<Buffer>, engine: Gunzip | InflateRaw): AsyncGenerator<Buffer[]> {
  const out: Buffer[] = [];
  let broken: Error | undefined;
  engine.on('data', (chunk: Buffer) => out.push(chunk));
  const over = new Promise<void>((resolve) => {
    engine.once('end', resolve);
    engine.once('error', (error) => {
      broken = error;
      resolve();
    });
  });
  try {
    for await (const piece of pieces(chunks)) {
      await Promise.race([new Promise<void>((resolve) => engine.write(piece, () => resolve())), over]);
      yield out.splice(0);
      if (broken !== undefined) throw cutOff(broken, engine.bytesWritten);
      if (engine.readableEnded) return; // padding after the last member
    }
    engine.end();
    await over;
    yield out.splice(0);
    if (broken !== undefined) throw cutOff(broken, engine.bytesWritten);
  } finally {
    engine.destroy();
  }
}

async function* pieces(chunks: AsyncIterable<Buffer>, bytes = inputBytes): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += bytes) yield chunk.subarray(at, at + bytes);
  }
}

/** What is said of a stream that breaks at this byte. */
export function cutOff(error: unknown, at: number): Fault {
  const ended = /unexpected end|unexpected EOF/i.test(sentenceOf(error));
  const what = ended
    ? { en: `ends too early, at byte ${at}`, ja: `${at} バイト目で途切れています` }
    : { en: `is damaged near byte ${at}`, ja: `${at} バイト目付近で壊れています` };
  const said = {
    en: `the compressed data ${what.en}; what stands before it was read. Fetch the file again and import it once more`,
    ja: `圧縮データが ${what.ja}。そこまでは読み込みました。ファイルを取得し直してから、もう一度取り込んでください。`,
  };
  return new Fault('BadInput', said, { cause: error });
}
