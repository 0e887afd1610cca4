import { Fault } from '#kernel';

/** What the zstd program takes too, unless it is told otherwise. */
const widest = 128 * 2 ** 20;

/**
 * Looks along a stream of Zstandard, piece by piece, and throws `BadInput` at a frame that asks for more than 128 MiB of
 * memory before anybody gives it: a header of some bytes can ask for gigabytes; or for a dictionary. What is no Zstandard is left to the
 * decoder. Formats: RFC 8878, sections 3.1.1 and 3.1.2.
 */
export function zstdWindows(): (piece: Buffer) => void {
  const frames = walk();
  let wanted = frames.next(nothing);
  let passed = 0;
  let kept = nothing;
  return (piece) => {
    let at = 0;
    while (wanted.done !== true && (at < piece.length || wanted.value.bytes === passed)) {
      const part = piece.subarray(at, at + wanted.value.bytes - passed);
      at += part.length;
      passed += part.length;
      if (wanted.value.read) kept = Buffer.concat([kept, part]);
      if (passed < wanted.value.bytes) return;
      wanted = frames.next(kept);
      [passed, kept] = [0, nothing];
    }
  };
}

const nothing = Buffer.alloc(0);
const read = (bytes: number) => ({ bytes, read: true });
const skip = (bytes: number) => ({ bytes, read: false });

/** Asks for the bytes that come next: those to be read are given to it, the others are passed over. */
function* walk(): Generator<{ readonly bytes: number; readonly read: boolean }, void, Buffer> {
  for (;;) {
    const magic = (yield read(4)).readUInt32LE();
    if (magic >>> 4 === 0x184d2a5) yield skip((yield read(4)).readUInt32LE());
    else if (magic === 0xfd2fb528) yield* frame();
    else return;
  }
}

function* frame(): ReturnType<typeof walk> {
  const descriptor = (yield read(1)).readUInt8();
  const isOneSegment = (descriptor & 0x20) !== 0;
  const window = isOneSegment ? 0 : windowOf((yield read(1)).readUInt8());
  if (!isZero(yield read(bytesOfDictionary(descriptor)))) throw needsDictionary();
  const size = yield read([isOneSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0);
  if (Math.max(window, isOneSegment ? contentOf(size) : 0) > widest) throw tooWide();
  for (let isLast = false; !isLast;) {
    const head = (yield read(3)).readUIntLE(0, 3);
    isLast = (head & 1) === 1;
    yield skip(((head >> 1) & 3) === 1 ? 1 : head >> 3); // of one letter again and again, that letter
  }
  if ((descriptor & 4) !== 0) yield skip(4); // the checksum
}

const bytesOfDictionary = (descriptor: number): number => [0, 1, 2, 4][descriptor & 3] ?? 0;

const isZero = (number: Buffer): boolean => number.every((byte) => byte === 0);

const windowOf = (byte: number): number => 2 ** (10 + (byte >> 3)) * (1 + (byte & 7) / 8);

const contentOf = (size: Buffer): number =>
  size.length === 8 ? Number(size.readBigUInt64LE()) : size.readUIntLE(0, size.length) + (size.length === 2 ? 256 : 0);

const tooWide = (): Fault =>
  new Fault('BadInput', {
    en: 'it asks for more than 128 MB of memory to be unpacked. Pack it again with zstd, without --long and --ultra, and import it once more',
    ja: '展開に 128 MB を超えるメモリーを要求しています。zstd の --long と --ultra を付けずに圧縮し直してから、もう一度取り込んでください。',
  });

const needsDictionary = (): Fault =>
  new Fault('BadInput', {
    en: 'it was packed with a dictionary, which is not in it. Unpack it with zstd -d -D DICTIONARY, and import what comes out',
    ja: '辞書を使って圧縮されており、展開にはその辞書が必要です。zstd -d -D 辞書ファイル で展開してから取り込んでください。',
  });
