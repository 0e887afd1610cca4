import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '#kernel';

/** Bytes in a file of their own in `folder`, for as long as the result lives. */
export async function spool(folder: string, chunks: readonly Buffer[]): Promise<AsyncDisposable & { path: string }> {
  const path = join(folder, `${randomId()}.bin`);
  const discard = (): Promise<void> => rm(path, { force: true });
  try {
    await using file = await open(path, 'wx');
    for (const chunk of chunks) await file.writeFile(chunk);
  } catch (error) {
    await discard();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: discard };
}
