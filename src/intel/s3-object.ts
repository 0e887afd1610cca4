import { Readable } from 'node:stream';
import { Fault, textOf } from '#kernel';
import { readLimited } from './read-limited.ts';

/** How S3 is reached. Keys come from where the AWS SDK looks for them. */
export interface S3Access {
  /** An S3-compatible service; Amazon's own when absent. */
  readonly s3Endpoint?: string | undefined;
  readonly region: string;
}

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  /** The Region that the address names. */
  readonly region?: string | undefined;
}

/** The forms in which an object of S3 is written. Source: the Amazon S3 User Guide, "Accessing a bucket". */
const forms: readonly RegExp[] = [
  /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(?<key>.+)$/,
  /^https:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3[.-](?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.)?amazonaws\.com(?:\.cn)?\/(?<key>[^?#]+)$/,
  /^https:\/\/s3[.-](?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.)?amazonaws\.com(?:\.cn)?\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(?<key>[^?#]+)$/,
];

/** The object that a location names, or nothing when it names none. */
export function objectAt(location: string): ObjectPlace | undefined {
  for (const form of forms) {
    const { bucket, key, region } = form.exec(location)?.groups ?? {};
    if (bucket !== undefined && key !== undefined)
      return { bucket, key: location.startsWith('s3:') ? key : decoded(key), region };
  }
  return undefined;
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** The bytes of an object. Throws `Unavailable` when it cannot be had, `TooLarge` when it is larger than the limit. */
export async function getObject(
  place: ObjectPlace,
  limits: { readonly bytes: number; readonly milliseconds: number },
  { s3Endpoint, region }: S3Access,
): Promise<Buffer> {
  const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const endpoint = s3Endpoint === undefined ? {} : { endpoint: s3Endpoint, forcePathStyle: true };
  const client = new S3Client({ region: place.region ?? region, ...endpoint });
  const name = `s3://${place.bucket}/${place.key}`;
  try {
    const abortSignal = AbortSignal.timeout(limits.milliseconds);
    const wanted = new GetObjectCommand({ Bucket: place.bucket, Key: place.key });
    const { Body } = await client.send(wanted, { abortSignal });
    return Body instanceof Readable ? await readLimited(Body, limits.bytes, name) : Buffer.alloc(0);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const said = {
      en: `${name} cannot be read: ${textOf(error).en}. Check bucket, key and access keys.`,
      ja: `${name} を読み込めません（${textOf(error).ja}）。バケット、キー、認証情報を確認してください。`,
    };
    throw new Fault('Unavailable', said, { cause: error });
  } finally {
    client.destroy();
  }
}
