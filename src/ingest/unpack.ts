import { Fault, type Text } from '#kernel';
import { unzip } from './archive.ts';
import { peek, type Content } from './content.ts';
import { isStamped, withoutStamps } from './export-stamps.ts';
import { foreignPacking } from './foreign-packing.ts';
import { unzstd } from './inflate.ts';
import { gunzipLarge } from './large-gzip.ts';
import type { Limits } from './limits.ts';
import { gunzipSmall } from './small-gzip.ts';
import type { Spool } from './spool.ts';

/** A plain file, out of all its wrappings. */
export interface Member {
  readonly name: string;
  /** Position among the members of the file that holds it, from 0. */
  readonly ordinal: number;
  /** Its first bytes, at most 64 KiB. */
  readonly head: Buffer;
  /** Where it lies as a whole, when it came without wrappings. */
  readonly content?: Content | undefined;
  /** All of its bytes; throws `BadInput` where they end too early, after what could be read. */
  readonly bytes: AsyncIterable<Buffer>;
  /** Why nothing of it can be read. */
  readonly broken?: unknown;
}

export const headBytes = 64 * 1024;

/** Wrappings, told by their first bytes, never by a name. */
const wraps: readonly { readonly wrap: Wrap; readonly starts: (head: Buffer) => boolean }[] = [
  { wrap: 'gzip', starts: startsWith(0x1f, 0x8b, 0x08) },
  { wrap: 'zstd', starts: startsWith(0x28, 0xb5, 0x2f, 0xfd) },
  { wrap: 'zstd', starts: (head) => head.length >= 4 && (head.readUInt32LE() & 0xff_ff_ff_f0) === 0x18_4d_2a_50 }, // a frame to skip
  { wrap: 'zip', starts: startsWith(0x50, 0x4b, 0x03, 0x04) },
  { wrap: 'zip', starts: startsWith(0x50, 0x4b, 0x05, 0x06) }, // an archive without members
];
type Wrap = 'gzip' | 'zstd' | 'zip';

const mostWraps = 2;

/**
 * The plain files that a file holds: itself, what it is the compressed form of, or the members of an archive, where
 * one wrapping may hold another; without those that are empty. A member must be read to its end, or left, before the next is asked for.
 */
export async function* unpack(content: Content, limits: Limits, spool: Spool): AsyncGenerator<Member> {
  const meter = new Meter(content.size, limits);
  let ordinal = 0;
  for await (const { bytes, ...plain } of unwrap(content, { limits, spool, meter, depth: 0 })) {
    const { head, whole, broken } = await peek(bytes, headBytes);
    if (head.length > 0) yield* member({ ...plain, ordinal, head, bytes: whole });
    else if (broken !== undefined) yield { ...plain, ordinal, head, bytes: whole, broken: broken.error };
    ordinal += 1;
  }
}

/** A plain file as it is read: without what an export put before its lines, or refused for what it is packed as. */
async function* member(found: Member): AsyncGenerator<Member> {
  const packed = foreignPacking(found.head);
  if (packed !== undefined) yield { ...found, broken: packed };
  else if (!isStamped(found.head)) yield found;
  else {
    const { head, whole } = await peek(withoutStamps(found.bytes), headBytes);
    yield { ...found, head, bytes: whole, content: undefined };
  }
}

interface Unwrapping {
  readonly limits: Limits;
  readonly spool: Spool;
  readonly meter: Meter;
  readonly depth: number;
}

interface Bytes {
  readonly name: string;
  readonly content?: Content;
  readonly bytes: AsyncIterable<Buffer>;
}

async function* unwrap(content: Content, by: Unwrapping): AsyncGenerator<Bytes> {
  const head = await content.slice(0, 4);
  const wrap = wrapOf(head);
  if (wrap === undefined) yield { name: content.name, bytes: content.chunks(), content };
  else if (wrap === 'zip') yield* fromArchive(content, by);
  else
    yield* fromStream(content.name, by.meter.pass(wrap === 'gzip' ? gunzipped(content) : unzstd(content.chunks())), by);
}

function gunzipped(content: Content): AsyncIterable<Buffer> {
  return (content.memory && gunzipSmall(content.memory)) ?? gunzipLarge(content);
}

async function* fromArchive(content: Content, by: Unwrapping): AsyncGenerator<Bytes> {
  for await (const member of unzip(content, by.limits.members)) {
    yield* fromStream(`${content.name}!${member.name}`, by.meter.pass(member.bytes), by);
  }
}

// What comes out of one wrapping is plain in nearly all cases, and then it is never kept as a whole.
async function* fromStream(name: string, bytes: AsyncIterable<Buffer>, by: Unwrapping): AsyncGenerator<Bytes> {
  const { head, whole } = await peek(bytes, 4);
  if (wrapOf(head) === undefined) {
    yield { name, bytes: whole };
    return;
  }
  if (by.depth + 1 >= mostWraps) {
    yield { name, bytes: tooDeep() };
    return;
  }
  await using inner = await by.spool.take(name, whole, by.limits.unpackedBytes);
  yield* unwrap(inner.content, { ...by, depth: by.depth + 1 });
}

// eslint-disable-next-line require-yield
async function* tooDeep(): AsyncGenerator<Buffer> {
  throw new Fault('BadInput', {
    en: `it is packed more than ${mostWraps} times over. Unpack it and import what comes out`,
    ja: `圧縮が ${mostWraps} 重を超えています。展開してから取り込んでください。`,
  });
}

function wrapOf(head: Buffer): Wrap | undefined {
  return wraps.find(({ starts }) => starts(head))?.wrap;
}

function startsWith(...bytes: readonly number[]): (head: Buffer) => boolean {
  return (head) => bytes.every((byte, at) => head[at] === byte);
}

/** Counts what comes out of one file, and stops a bomb. */
class Meter {
  private readonly packed: number;
  private readonly limits: Limits;
  private unpacked = 0;

  constructor(packed: number, limits: Limits) {
    this.packed = packed;
    this.limits = limits;
  }

  async *pass(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.unpacked += chunk.length;
      this.check();
      yield chunk;
    }
  }

  private check(): void {
    const { unpackedBytes, ratio, ratioFrom } = this.limits;
    if (this.unpacked > unpackedBytes) {
      const most = Math.floor(unpackedBytes / 2 ** 20);
      throw bomb({ en: `more than ${most} MB`, ja: `${most} MB を超え` });
    }
    if (this.unpacked > ratioFrom && this.unpacked > this.packed * ratio)
      throw bomb({ en: `more than ${ratio} times its size`, ja: `元の ${ratio} 倍を超え` });
  }
}

const bomb = (much: Text): Fault =>
  new Fault('BadInput', {
    en: `decompressed it becomes ${much.en}, which no log does; the rest was left. If it is a log, decompress it yourself and import the result`,
    ja: `展開すると${much.ja}ます。ログではあり得ない大きさのため、残りは読み込みませんでした。ログであれば、展開してから取り込んでください。`,
  });
