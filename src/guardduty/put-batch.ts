import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault, randomId } from '#kernel';
import type { DestinationRow } from './tables.ts';

/** How places outside are reached. */
export interface PublishReach {
  /** The folder below which findings may be published; none when absent. */
  readonly folder?: string | undefined;
  /** An S3-compatible service; Amazon's own when absent. */
  readonly s3Endpoint?: string | undefined;
  readonly region: string;
}

const bucketArn = /^arn:aws[\w-]*:s3:::(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/;

/** True for what can be a destination at all. */
export const isPlace = (arn: string): boolean => bucketArn.test(arn) || /^file:\/\/\/\S+$/.test(arn);

/** Puts bytes under a key into a destination; they are durable when it returns. Throws with the reason when they cannot be. */
export async function putBatch(
  destination: DestinationRow,
  key: string,
  bytes: Uint8Array,
  reach: PublishReach,
): Promise<void> {
  const { bucket, prefix = '' } = bucketArn.exec(destination.arn)?.groups ?? {};
  if (bucket === undefined) return intoFolder(fileURLToPath(destination.arn), key, bytes, reach);
  const path = prefix === '' ? key : `${prefix.replace(/\/+$/, '')}/${key}`;
  await intoBucket({ bucket, key: path, destination }, bytes, reach);
}

interface ObjectOf {
  readonly bucket: string;
  readonly key: string;
  readonly destination: DestinationRow;
}

async function intoBucket(
  { bucket, key, destination }: ObjectOf,
  bytes: Uint8Array,
  { s3Endpoint, region }: PublishReach,
): Promise<void> {
  const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const endpoint = s3Endpoint === undefined ? {} : { endpoint: s3Endpoint, forcePathStyle: true };
  const client = new S3Client({ region, ...endpoint });
  const { kms_key, bucket_owner } = destination;
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ...(kms_key === '' ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kms_key }),
        ...(bucket_owner === '' ? {} : { ExpectedBucketOwner: bucket_owner }),
      }),
      { abortSignal: AbortSignal.timeout(60_000) },
    );
  } finally {
    client.destroy();
  }
}

/** Whole or not at all: a reader never sees half a file. */
async function intoFolder(target: string, key: string, bytes: Uint8Array, { folder }: PublishReach): Promise<void> {
  if (folder === undefined)
    throw new Fault('BadInput', {
      en: 'Findings may not be published into a folder. Set guardduty.folder to allow it.',
      ja: '検出結果をフォルダーに出力することは許可されていません。許可するには guardduty.folder を設定してください。',
    });
  const path = join(target, key);
  const root = await realpath(folder);
  if (!`${target}${sep}`.startsWith(`${folder}${sep}`) && !`${target}${sep}`.startsWith(root + sep))
    throw new Fault('BadInput', {
      en: `The folder ${target} lies outside of the one that guardduty.folder names.`,
      ja: `フォルダー ${target} は guardduty.folder の外にあります。`,
    });
  await mkdir(dirname(path), { recursive: true });
  if (!`${await realpath(dirname(path))}${sep}`.startsWith(root + sep))
    throw new Fault('BadInput', {
      en: `The folder ${target} leads outside of the one that guardduty.folder names.`,
      ja: `フォルダー ${target} は guardduty.folder の外を指しています。`,
    });
  const draft = join(target, `.yagura-${randomId()}.part`);
  try {
    await writeDurably(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }); // tried again and again, it would fill what is full
    throw error;
  }
  await clearDrafts(target, (await stat(path)).mtimeMs - longestWriting);
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(bytes);
  await file.sync();
}

/** Another process may publish into the same folder; one that writes longer than this was killed. Milliseconds. */
const longestWriting = 60_000;

const draftName = /^\.yagura-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.part$/;

/** Takes away what killed processes left. `before` is a time of the folder's own clock, which need not be this machine's. */
async function clearDrafts(target: string, before: number): Promise<void> {
  for (const name of await readdir(target)) {
    if (!draftName.test(name)) continue;
    const draft = join(target, name);
    const left = await stat(draft).catch(() => undefined);
    if (left !== undefined && left.mtimeMs < before) await rm(draft, { force: true });
  }
}
