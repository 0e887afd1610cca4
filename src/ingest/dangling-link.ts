import { readlink, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Text } from '#kernel';

/** Why there is nothing under a path, where a symbolic link on the way there leads to nothing; undefined where none does. */
export async function danglingLink(path: string): Promise<Text | undefined> {
  const all = resolve(path);
  for (const link of upwards(all)) {
    const target = await readlink(link).catch(() => undefined);
    if (target !== undefined && !(await isThere(link))) return leadsToNothing(link === all ? undefined : link, target);
  }
  return undefined;
}

/** A path, the folder that it lies in, and so on up to the root. */
function* upwards(path: string): Generator<string> {
  for (let at = path; at !== dirname(at); at = dirname(at)) yield at;
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** `link` is undefined where it is what was asked for itself. */
const leadsToNothing = (link: string | undefined, target: string): Text => ({
  en: `${link === undefined ? 'this' : `${link} on its way`} is a symbolic link to ${target}, and there is nothing. Mount or restore what it leads to, or mend the link.`,
  ja: `${link === undefined ? '' : `途中の ${link} は、`}${target} を指すシンボリックリンクですが、リンク先がありません。リンク先をマウントするか元に戻すか、リンクを直してください。`,
});
