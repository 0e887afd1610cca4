import type { Content } from './content.ts';
import { headBytes } from './unpack.ts';

const newline = 0x0a;
/** Bytes that are searched at once: few readings, and little in memory. */
const searchedBytes = 4 * 2 ** 20;

/** True for a head that is all one line, of which more is to come. */
export const isAllOneLine = (head: Buffer): boolean => head.length === headBytes && !head.includes(newline);

/** What stands behind the first line of a content, as much as a head has; undefined where the line is all there is. */
export async function headBehindFirstLine(content: Content): Promise<Buffer | undefined> {
  for (let at = 0; at < content.size; at += searchedBytes) {
    const end = (await content.slice(at, at + searchedBytes)).indexOf(newline);
    if (end === -1) continue;
    const head = await content.slice(at + end + 1, at + end + 1 + headBytes);
    return head.length === 0 ? undefined : head;
  }
  return undefined;
}
