import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { TextFile } from './content.ts';
import { parsedJson } from './parsed-json.ts';

/** Keeps in `path` what was made of these texts, as JSON: reading it back takes a tenth of the time. Part of the build. */
export async function keep(made: object, files: readonly TextFile[], path: string): Promise<void> {
  await writeFile(path, JSON.stringify({ key: keyOf(files), made }));
}

/** What `keep` kept of exactly these texts; made now when there is nothing, or something else. */
export async function kept<Made extends object>(
  make: (files: readonly TextFile[]) => Made,
  files: readonly TextFile[],
  path: string,
): Promise<Made> {
  // Only the build writes this file, so that nothing but its form is looked at.
  const whole = z.object({ key: z.string(), made: z.custom<Made>((value) => typeof value === 'object' && value) });
  // It is not there, or not whole, after an interrupted build.
  const text = await readFile(path, 'utf8').catch(() => '');
  const read = whole.safeParse(parsedJson(text));
  return read.success && read.data.key === keyOf(files) ? read.data.made : make(files);
}

/** INVARIANT: any change of any text, and of the names of the files, is another key. */
function keyOf(files: readonly TextFile[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex');
}
