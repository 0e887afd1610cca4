import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '#kernel';

/** Buffers that the system writes with one call. */
const mostAtOnce = 1000;

/** Bytes in a file of their own in `folder`, for as long as the result lives. */
export async function spool(folder: string, chunks: readonly Buffer[]): Promise<AsyncDisposable & { path: string }> {
  const path = join(folder, `${randomId()}.bin`);
  const discard = (): Promise<void> => rm(path, { force: true });
  try {
    await using file = await open(path, 'wx');
    for (let at = 0; at < chunks.length; at += mostAtOnce) await writeAll(file, chunks.slice(at, at + mostAtOnce));
  } catch (error) {
    await discard();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: discard };
}

/** Writes with one call: with one for each chunk, each would wait for its turn among all else that this process does. */
async function writeAll(file: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await file.writev([...chunks]);
  const all = chunks.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < all) await file.writeFile(Buffer.concat(chunks).subarray(bytesWritten)); // says why it cannot
}
