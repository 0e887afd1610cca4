import { peek, type Content } from './content.ts';
import { headBytes } from './unpack.ts';

const newline = 0x0a;
const nothing = Buffer.alloc(0);
/** Bytes that are searched at once: few readings, and little in memory. */
const searchedBytes = 4 * 2 ** 20;

/** True for a head that is all one line, of which more is to come. */
export const isAllOneLine = (head: Buffer): boolean => head.length === headBytes && !head.includes(newline);

/** What stands behind the first line of a content, as much as a head has; nothing where the line is all there is. */
export async function headBehindFirstLine(content: Content): Promise<Buffer> {
  for (let at = 0; at < content.size; at += searchedBytes) {
    const end = (await content.slice(at, at + searchedBytes)).indexOf(newline);
    if (end !== -1) return content.slice(at + end + 1, at + end + 1 + headBytes);
  }
  return nothing;
}

/**
 * The same of a stream, and the stream. Its first line is cut to little more than `most` bytes, with which it is
 * refused as the whole would be: it may be endless, and is kept nowhere.
 */
export async function pastFirstLine(
  stream: AsyncIterable<Buffer>,
  most: number,
): Promise<{ head: Buffer; bytes: AsyncIterable<Buffer> }> {
  const chunks = stream[Symbol.asyncIterator]();
  const line: Buffer[] = [];
  let kept = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    const end = next.value.indexOf(newline);
    if (kept <= most) line.push(end === -1 ? next.value : next.value.subarray(0, end));
    kept += next.value.length;
    if (end === -1) continue;
    line.push(Buffer.from('\n'));
    const { head, whole } = await peek(joined([next.value.subarray(end + 1)], chunks), headBytes);
    return { head, bytes: joined(line, whole[Symbol.asyncIterator]()) };
  }
  return { head: nothing, bytes: joined(line, chunks) };
}

async function* joined(first: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
