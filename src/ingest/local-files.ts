import { createHash } from 'node:crypto';
import { readdir, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { Fault, textOf, type Text } from '#kernel';
import { inMemory } from './content.ts';
import { danglingLink } from './dangling-link.ts';
import { heldFile, openFile, readAt } from './held-file.ts';
import type { Incoming, Tell } from './incoming.ts';
import { emptyFile, troubleWith } from './refusal.ts';
import type { Spooled } from './spool.ts';

/** A regular file as it was found. */
export interface LocalFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970 at which it was last written. */
  readonly modified: number;
}

/**
 * The files at `path`: itself, or all below it in the order of their names. What cannot be read is told and left:
 * the rest goes on. Hidden files and folders inside a folder are left in silence.
 */
export async function* localFiles(path: string, tell: Tell): AsyncGenerator<LocalFile> {
  yield* visit(path, { tell, seen: new Map() });
}

/** A file of this machine as an input. A small one is read once and kept; a large one is hashed, then read again. */
export const fromDisk = ({ path, size }: LocalFile): Incoming => ({
  name: path,
  size,
  grows: true,
  fetch: () => fetch(path, size),
});

interface Walk {
  readonly tell: Tell;
  /** Folders by device and inode, with the path under which each was met first. */
  readonly seen: Map<string, string>;
}

async function* visit(path: string, walk: Walk): AsyncGenerator<LocalFile> {
  const found = await look(path, walk.tell);
  if (found === undefined) return;
  if (found.isDirectory()) yield* visitFolder(path, found, walk);
  else if (found.isFile()) yield { path, size: found.size, modified: found.mtimeMs };
  else walk.tell(noFile(path, kindOf(found)));
}

async function* visitFolder(path: string, found: Stats, walk: Walk): AsyncGenerator<LocalFile> {
  const mark = `${found.dev}:${found.ino}`;
  const before = walk.seen.get(mark);
  if (before !== undefined) {
    walk.tell({
      en: `${path}: this folder leads back to ${before}, which is read already, and was not followed. Remove the link if that is not meant.`,
      ja: `${path}: このフォルダーはすでに読み込んだ ${before} に戻るため、たどりませんでした。意図したものでなければリンクを削除してください。`,
    });
    return;
  }
  walk.seen.set(mark, path);
  const names = await readdir(path).catch((error: unknown) => {
    walk.tell(unreadable(path, error));
    return [];
  });
  for (const name of names.toSorted(byName)) if (!name.startsWith('.')) yield* visit(join(path, name), walk);
}

// By code unit, as listings of buckets are sorted; not by the language of the machine.
const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function look(path: string, tell: Tell): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const dangling = isAbsent(error) ? await danglingLink(path) : undefined;
    tell(dangling === undefined ? unreadable(path, error) : about(path, dangling));
    return undefined;
  }
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const about = (path: string, { en, ja }: Text): Text => ({ en: `${path}: ${en}`, ja: `${path}: ${ja}` });

const kinds: readonly (readonly [(found: Stats) => boolean, Text])[] = [
  [(found) => found.isFIFO(), { en: 'a pipe', ja: 'パイプ' }],
  [(found) => found.isSocket(), { en: 'a socket', ja: 'ソケット' }],
  [(found) => found.isCharacterDevice() || found.isBlockDevice(), { en: 'a device', ja: 'デバイス' }],
];

const kindOf = (found: Stats): Text =>
  kinds.find(([is]) => is(found))?.[1] ?? { en: 'something else', ja: '特殊なもの' };

const noFile = (path: string, kind: Text): Text => ({
  en: `${path}: this is ${kind.en}, not a file, and was left. Write its content to a file and import that.`,
  ja: `${path}: ファイルではなく${kind.ja}のため、読み込みませんでした。内容をファイルに書き出してから取り込んでください。`,
});

const forbidden: Text = {
  en: 'Yagura has no permission to read it. Give it permission, for example with chmod or chown.',
  ja: '読み取り権限がありません。chmod や chown などで権限を付けてください。',
};

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: {
    en: 'there is nothing under this name. Check the path.',
    ja: 'この名前のファイルやフォルダーはありません。パスを確認してください。',
  },
  misread: {
    en: 'its name is not written in UTF-8, so that it cannot be opened. Rename it.',
    ja: '名前が UTF-8 ではないため、開けません。名前を変更してください。',
  },
  EACCES: forbidden,
  EPERM: forbidden,
  ELOOP: {
    en: 'its links lead around in a circle. Remove the link.',
    ja: 'リンクが循環しています。リンクを削除してください。',
  },
  ENOTDIR: {
    en: 'a part of its path is a file. Check the path.',
    ja: 'パスの途中がフォルダーではなくファイルです。パスを確認してください。',
  },
  ENAMETOOLONG: {
    en: 'its path is too long. Move it nearer to the root.',
    ja: 'パスが長すぎます。もっと浅い場所に移してください。',
  },
};

/** What cannot be said in UTF-8 is read as this letter, under which there is no file. */
const misread = '\uFFFD';

function unreadable(path: string, error: unknown): Text {
  const said = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code = said === 'ENOENT' && path.includes(misread) ? 'misread' : said;
  return about(path, reasons[code] ?? anyOther(textOf(error)));
}

const anyOther = (why: Text): Text => ({
  en: `it cannot be read: ${why.en}. Check the disk and the permissions.`,
  ja: `読み込めません（${why.ja}）。ディスクと権限を確認してください。`,
});

const smallBytes = 4 * 2 ** 20;
const stays = { [Symbol.asyncDispose]: async () => undefined };

async function fetch(path: string, size: number): Promise<Spooled> {
  if (size === 0) throw new Fault('BadInput', troubleWith(path, emptyFile())); // all empty files have one identity
  try {
    const handle = await openFile(path, (found) => new Fault('BadInput', noFile(path, kindOf(found))));
    return await (size <= smallBytes ? smallFile(path, handle, size) : heldFile(path, handle, size));
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('BadInput', unreadable(path, error), { cause: error });
  }
}

async function smallFile(path: string, handle: FileHandle, size: number): Promise<Spooled> {
  await using _ = handle;
  const bytes = await readAt(handle, 0, size);
  if (bytes.length === 0) throw new Fault('BadInput', troubleWith(path, emptyFile())); // it was emptied since it was found
  return { content: inMemory(path, bytes), hash: createHash('sha256').update(bytes).digest('hex'), ...stays };
}
