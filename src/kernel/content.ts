import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of text, as somebody wrote it; `file` is its path for messages. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Where this installation lies: the checkout, or the package. INVARIANT: this module lies two folders below it, in
 * src/kernel, in dist/kernel and, put together with others, in dist/program.
 */
export const installation = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const contentFolder = join(installation, 'content');

/** Every YAML file below `folder`, sorted by path; it may be such a file itself. One that does not exist is empty, and so is any other file. */
export async function yamlFiles(folder: string): Promise<TextFile[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return isYaml(folder) ? [''] : [];
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const yaml = names.filter((name) => isYaml(name) || name === '').toSorted();
  // Hundreds of small files on a local disk: one after the other they take a third of the time of all at once.
  return yaml.map((name) => ({ file: labelOf(join(folder, name)), text: readFileSync(join(folder, name), 'utf8') }));
}

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** What comes with Yagura is named as in its repository, wherever it stands; other people's files as they find them. */
function labelOf(path: string): string {
  const own = relative(dirname(contentFolder), resolve(path));
  const here = relative(process.cwd(), path);
  if (own.startsWith('content/')) return own;
  return here.startsWith('..') ? path : here;
}
