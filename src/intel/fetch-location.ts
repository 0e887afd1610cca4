import { open, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault, textOf } from '#kernel';
import { overHttp, type Fetched, type Internal } from './over-http.ts';
import { tooLarge } from './read-limited.ts';
import { getObject, objectAt, type S3Access } from './s3-object.ts';
import { shortened } from './shortened.ts';
import { unpacked } from './unpacked.ts';

/** What fetching may do. */
export interface Reach extends S3Access, Internal {
  /** The folder whose files lists may name; without it no file is read. */
  readonly folder?: string | undefined;
  /** How long it may take from the first question to the last byte; a minute when absent. */
  readonly milliseconds?: number | undefined;
}

/** Source of the largest file: GuardDuty takes 35 MB; what is larger here is no list. */
const limits = { bytes: 64 * 2 ** 20, milliseconds: 60_000, redirects: 5 };

/**
 * The bytes at a location: `https://...`, `s3://bucket/key`, an address of S3, or a file in the configured folder; also
 * in gzip. `seen` is the version that is here already: a server is asked for something else alone.
 * Throws `BadInput` with the remedy for a location of another kind, `Unavailable` for one that does not answer, and
 * `TooLarge`. Never asks an address within one's own networks, also not by a redirect, unless that is configured.
 */
export async function fetchLocation(location: string, reach: Reach, seen = ''): Promise<Fetched> {
  const fetched = await fetchPacked(location, reach, seen);
  const { bytes, version } = fetched;
  return bytes === undefined ? fetched : { bytes: await unpacked(bytes, limits.bytes, shortened(location)), version };
}

async function fetchPacked(location: string, reach: Reach, seen: string): Promise<Fetched> {
  const object = objectAt(location);
  if (object !== undefined) return { bytes: await getObject(object, limits, reach), version: '' };
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:')
    return overHttp(url, {
      reach,
      seen,
      until: performance.now() + (reach.milliseconds ?? limits.milliseconds),
      redirects: limits.redirects,
      bytes: limits.bytes,
    });
  const bytes = await fromFile(url?.protocol === 'file:' ? fileURLToPath(url) : location, reach);
  return { bytes, version: '' };
}

async function fromFile(path: string, { folder }: Reach): Promise<Buffer> {
  if (folder === undefined)
    throw new Fault('BadInput', {
      en: `The location ${shortened(path)} is neither an address (https://, s3://) nor may files be read. Set intel.folder to read lists from files.`,
      ja: `取得元 ${shortened(path)} はアドレス（https://、s3://）ではなく、ファイルの読み取りも許可されていません。リストをファイルから読むには intel.folder を設定してください。`,
    });
  const [root, file] = await Promise.all([realpath(folder), realpath(resolve(folder, path))]).catch(
    (error: unknown) => {
      const said = {
        en: `The file ${shortened(path)} cannot be read: ${textOf(error).en}. Check intel.folder and the name.`,
        ja: `ファイル ${shortened(path)} を読み込めません（${textOf(error).ja}）。intel.folder とファイル名を確認してください。`,
      };
      throw new Fault('Unavailable', said, { cause: error });
    },
  );
  if (!file.startsWith(root + sep))
    throw new Fault('BadInput', {
      en: `The file ${shortened(path)} lies outside of the folder that intel.folder names. Put it there.`,
      ja: `ファイル ${shortened(path)} は intel.folder のフォルダーの外にあります。その中に置いてください。`,
    });
  await using handle = await open(file);
  if ((await handle.stat()).size > limits.bytes) throw tooLarge(shortened(path), limits.bytes);
  return handle.readFile();
}
