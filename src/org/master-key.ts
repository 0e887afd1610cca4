import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Fault, randomId, textOf } from '#kernel';

/** A key that seals secrets. `id` tells which one, and tells nothing about it. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Where master keys come from: settings (the first seals, all open), or a file that is made when it is not there. */
export type KeyPlace = { readonly settings: readonly string[] } | { readonly file: string };

const size = 32;
const Kept = z.strictObject({ keys: z.array(z.base64()).min(1) });

/** The master keys, the one that seals first. Throws `BadConfig` when a setting or the file cannot be used. */
export async function masterKeys(place: KeyPlace): Promise<readonly MasterKey[]> {
  if ('settings' in place) return place.settings.map((text) => masterKey(text, 'The setting org.masterKey'));
  return (await keptIn(place.file)) ?? made(place.file);
}

/** Puts a new key before those in the file. */
export async function renewMasterKeys(file: string): Promise<readonly MasterKey[]> {
  const keys = [newKey(), ...(await masterKeys({ file }))];
  await replaceMasterKeys(file, keys);
  return keys;
}

/** Makes these the keys in the file. */
export async function replaceMasterKeys(file: string, keys: readonly MasterKey[]): Promise<void> {
  await rename(await written(file, keys), file);
}

function newKey(): MasterKey {
  return masterKey(randomBytes(size).toString('base64'), 'A new key');
}

function masterKey(text: string, what: string): MasterKey {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== size) {
    throw new Fault('BadConfig', {
      en: `${what} is no key: it must be ${size} random bytes in base64. Make one with: openssl rand -base64 ${size}`,
      ja: `${what} は鍵ではありません。base64 で表した ${size} バイトの乱数が必要です。openssl rand -base64 ${size} で作れます。`,
    });
  }
  return { id: createHash('sha256').update('yagura master key').update(bytes).digest('hex').slice(0, 8), bytes };
}

async function keptIn(file: string): Promise<readonly MasterKey[] | undefined> {
  try {
    const { mode } = await stat(file);
    // eslint-disable-next-line no-bitwise
    if ((mode & 0o077) !== 0) throw new Fault('BadConfig', readable(file));
    return Kept.parse(JSON.parse(await readFile(file, 'utf8'))).keys.map((text) => masterKey(text, file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof Fault) throw error;
    throw new Fault(
      'BadConfig',
      {
        en: `The key file ${file} cannot be used: ${textOf(error).en}. Restore it from a backup; without it the access keys in the store cannot be opened, and new ones must be made.`,
        ja: `鍵ファイル ${file} が使えません（${textOf(error).ja}）。バックアップから戻してください。これがないと、保存されているアクセスキーを開けず、作り直すことになります。`,
      },
      { cause: error },
    );
  }
}

const readable = (file: string): string =>
  `The key file ${file} can be read by others on this machine. Run: chmod 600 ${file}, and consider whether somebody has read it (bin/yagura keys rotate makes a new one).`;

/** Of two processes that make the file at once, one wins and both use its key. */
async function made(file: string): Promise<readonly MasterKey[]> {
  const keys = [newKey()];
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = await written(file, keys);
  try {
    await link(draft, file);
    return keys;
  } catch (error) {
    const kept = await keptIn(file);
    if (kept !== undefined) return kept;
    throw new Fault(
      'BadConfig',
      {
        en: `The key file ${file} cannot be made: ${textOf(error).en}.`,
        ja: `鍵ファイル ${file} を作れません（${textOf(error).ja}）。`,
      },
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

async function written(file: string, keys: readonly MasterKey[]): Promise<string> {
  const draft = `${file}.${randomId()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ keys: keys.map(({ bytes }) => bytes.toString('base64')) }));
    await handle.sync(); // what is sealed with a key must not outlive it
  } finally {
    await handle.close();
  }
  return draft;
}
