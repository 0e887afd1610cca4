import { open, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: whoever reads it, or ends the process in the middle, meets what was there before
 * or all of the new. What was written so far lies beside it as `NAME.part`, which the next writing takes over. A link
 * stays one, and the permissions stay what they were.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  const draft = `${target}.part`;
  await rm(draft, { force: true }); // what a killed process left
  try {
    await write(draft, content, before?.mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** `mode` is that of the file that is there already. */
async function write(path: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  await using file = await open(path, 'wx', mode ?? 0o666);
  await file.writeFile(content);
  if (mode !== undefined) await file.sync(); // or a power cut leaves an empty file in place of what was there
}
