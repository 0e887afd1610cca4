import { constants, gunzipSync } from 'node:zlib';
import { inMemory, pieceBytes } from './content.ts';
import { cutOff } from './inflate.ts';

/** Compressed bytes that are undone in one go: some milliseconds. */
const smallBytes = 256 * 1024;
const smallPlainBytes = 16 * 2 ** 20;
/** Of JSON less at a time: see `inMemory`. */
const openBrace = 0x7b;
/** Bytes of a gzip file without content. */
const smallestGzip = 20;

/**
 * A small gzip file at once, which costs a third of a stream; undefined for a large one. Of a damaged one everything
 * before the damage comes out, where a stream would lose what the piece with the damage had given; then a
 * `Fault('BadInput')` says at which byte it is.
 */
export function gunzipSmall(packed: Buffer): AsyncIterable<Buffer> | undefined {
  if (packed.length > smallBytes || packed.length < smallestGzip) return undefined;
  try {
    const plain = undone(packed);
    // Lines may come many at a time: they go into columns, and none becomes an object.
    return inMemory('', plain, plain[0] === openBrace ? undefined : pieceBytes).chunks();
  } catch (error) {
    return isTooLarge(error) ? undefined : upToDamage(packed, error);
  }
}

function undone(packed: Buffer, finishFlush = constants.Z_FINISH): Buffer {
  const said = packed.length < smallestGzip ? 0 : packed.readUInt32LE(packed.length - 4); // the plain size of the last member, modulo 2^32
  const chunkSize = Math.max(1024, said > smallPlainBytes ? 0 : said + 1);
  return gunzipSync(packed, { chunkSize, maxOutputLength: smallPlainBytes, finishFlush });
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

async function* upToDamage(packed: Buffer, error: unknown): AsyncGenerator<Buffer> {
  const bytes = soundBytes(packed);
  const plain = soundPart(packed, bytes);
  if (plain !== undefined) yield* inMemory('', plain).chunks();
  throw cutOff(error, bytes);
}

/** Bytes before the damage, by halving: a head that can be undone has only such heads. */
function soundBytes(packed: Buffer): number {
  let [sound, broken] = [0, packed.length + 1];
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (soundPart(packed, middle) === undefined) broken = middle;
    else sound = middle;
  }
  return sound;
}

/** What the first `bytes` become; undefined when they are damaged. */
function soundPart(packed: Buffer, bytes: number): Buffer | undefined {
  try {
    return undone(packed.subarray(0, bytes), constants.Z_SYNC_FLUSH);
  } catch {
    return undefined;
  }
}
