import { inMemory, type Content } from './content.ts';
import { gunzip } from './inflate.ts';

/** Plain bytes that come out at once: fewer and larger pieces of lines, some thousand of them, cost less. */
const linesBytes = 256 * 1024;
/** Of JSON: see `inMemory`. */
const jsonBytes = 64 * 1024;
const openBrace = 0x7b;
/** As much of what stands before the damage can be lost. */
const carefulBytes = 4 * 1024;

/**
 * A large gzip file in large pieces. An engine that fails keeps to itself what it had undone of the last one: a damaged
 * file is undone once more, in small ones, and what had not come out before comes out.
 */
export async function* gunzipLarge(content: Content): AsyncGenerator<Buffer> {
  let given = 0;
  let most = 0;
  try {
    for await (const plain of gunzip(content.chunks(), linesBytes)) {
      most ||= plain[0] === openBrace ? jsonBytes : linesBytes;
      given += plain.length;
      yield* inMemory('', plain, most).chunks();
    }
  } catch {
    yield* behind(given, gunzip(content.chunks(), carefulBytes));
  }
}

async function* behind(given: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > given) yield chunk.subarray(Math.max(0, given - at));
    at += chunk.length;
  }
}
