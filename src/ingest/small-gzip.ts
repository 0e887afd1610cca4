import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync } from 'node:zlib';
import { inMemory, pieceBytes, type Content } from './content.ts';
import { cutOff } from './inflate.ts';

/** Compressed bytes that are undone in one go: some milliseconds. */
const smallBytes = 256 * 1024;
const smallPlainBytes = 16 * 2 ** 20;
/** Of JSON less at a time: see `inMemory`. */
const openBrace = 0x7b;
/** Bytes of a gzip file without content. */
const smallestGzip = 20;

/** What was begun before anybody asked. */
const begun = new WeakMap<Buffer, Promise<Buffer>>();

/** Gives files one after the other; while one is read, the next is decompressed on another thread if it is small. */
export function* undoneAhead<T>(files: readonly T[], contentOf: (file: T) => Content | undefined): Generator<T> {
  for (const [at, file] of files.entries()) {
    const next = files[at + 1];
    const place = next === undefined ? undefined : contentOf(next)?.place;
    if (place !== undefined && 'memory' in place && isSmallGzip(place.memory)) begin(place.memory);
    yield file;
  }
}

/**
 * A small gzip file at once, which costs a third of a stream; undefined for a large one. Of a damaged one everything
 * before the damage comes out, where a stream would lose what the piece with the damage had given; then a
 * `Fault('BadInput')` says at which byte it is.
 */
export async function gunzipSmall(packed: Buffer): Promise<AsyncIterable<Buffer> | undefined> {
  if (!isSmallGzip(packed)) return undefined;
  try {
    const plain = await (begun.get(packed) ?? undone(packed));
    begun.delete(packed); // or it would live as long as the packed bytes do
    // Lines may come many at a time: they go into columns, and none becomes an object.
    return inMemory('', plain, plain[0] === openBrace ? undefined : pieceBytes).chunks();
  } catch (error) {
    return isTooLarge(error) ? undefined : upToDamage(packed, error);
  }
}

const isSmallGzip = (packed: Buffer): boolean =>
  packed.length >= smallestGzip && packed.length <= smallBytes && packed[0] === 0x1f && packed[1] === 0x8b;

function begin(packed: Buffer): void {
  const plain = undone(packed);
  plain.catch(() => undefined); // told when it is asked for
  begun.set(packed, plain);
}

const undone = (packed: Buffer): Promise<Buffer> => promisify(gunzip)(packed, optionsFor(packed));

function optionsFor(packed: Buffer): { chunkSize: number; maxOutputLength: number } {
  const said = packed.length < smallestGzip ? 0 : packed.readUInt32LE(packed.length - 4); // the plain size of the last member, modulo 2^32
  const chunkSize = Math.max(1024, said > smallPlainBytes ? 0 : said + 1);
  return { chunkSize, maxOutputLength: smallPlainBytes };
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
    const head = packed.subarray(0, bytes);
    return gunzipSync(head, { ...optionsFor(head), finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}
