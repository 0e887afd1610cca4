import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { TextFile } from '#kernel';
import { parseRules, type ParsedRules } from '#sigma';

const Kept = z.object({
  key: z.string(),
  parsed: z.custom<ParsedRules>((value) => typeof value === 'object' && value !== null),
});

/** Parses rules and keeps the result in `path`: reading it back takes a tenth of the time. Part of the build. */
export async function keepParsed(files: readonly TextFile[], path: string): Promise<void> {
  await writeFile(path, JSON.stringify({ key: keyOf(files), parsed: parseRules(files) }));
}

/** What `keepParsed` kept of exactly these texts; parses them when there is nothing, or something else. */
export async function parsedFrom(files: readonly TextFile[], path: string): Promise<ParsedRules> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return parseRules(files);
  const kept = Kept.safeParse(JSON.parse(text));
  return kept.success && kept.data.key === keyOf(files) ? kept.data.parsed : parseRules(files);
}

/** INVARIANT: any change of any text, and of the version of Yagura's own form, is another key. */
function keyOf(files: readonly TextFile[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex');
}
