import type {
  GetObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { Fault, sentenceOf, stableId, type Config } from '#kernel';
import type { Incoming, Mark } from './incoming.ts';

/** An object of a bucket, as a listing or a notification names it. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Changes with the content. */
  readonly etag: string;
}

/** A place that `s3://bucket/prefix` names. */
export interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** Reads `s3://bucket/prefix`; throws `Usage` for what is no such address. */
export function placeOf(address: string): Place {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(address);
  if (match === null) throw new Fault('Usage', `${address} names no bucket. Write s3://bucket or s3://bucket/prefix.`);
  return { bucket: match[1] ?? '', prefix: match[2] ?? '' };
}

/**
 * S3, loaded when it is first asked: most runs never meet a bucket, and the SDK takes a fifth of a second to load.
 * Credentials come the way of the AWS SDK: environment, shared files, role of the machine.
 */
export class Buckets {
  private readonly config: Config['ingest'];
  private opened: S3Client | undefined;

  constructor(config: Config['ingest']) {
    this.config = config;
  }

  async list(input: ListObjectsV2CommandInput): Promise<ListObjectsV2CommandOutput> {
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    return (await this.client()).send(new ListObjectsV2Command(input));
  }

  async get(bucket: string, key: string): Promise<GetObjectCommandOutput> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    return (await this.client()).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  }

  close(): void {
    this.opened?.destroy();
  }

  private async client(): Promise<S3Client> {
    const { S3Client: Client } = await import('@aws-sdk/client-s3');
    const { s3Endpoint, region } = this.config;
    this.opened ??= new Client({
      region,
      ...(s3Endpoint === undefined ? {} : { endpoint: s3Endpoint, forcePathStyle: true }),
    });
    return this.opened;
  }
}

/** One page of the objects below a prefix, after a key, in the order of their names. */
export async function listPage(
  buckets: Buckets,
  { bucket, prefix }: Place,
  after: string,
): Promise<{ objects: StoredObject[]; more: boolean }> {
  try {
    const page = await buckets.list({ Bucket: bucket, Prefix: prefix, ...(after === '' ? {} : { StartAfter: after }) });
    const objects = (page.Contents ?? []).map(({ Key = '', Size = 0, ETag = '' }) => ({
      bucket,
      key: Key,
      size: Size,
      etag: bare(ETag),
    }));
    return { objects, more: page.IsTruncated === true };
  } catch (error) {
    throw new Fault('Unavailable', `s3://${bucket}/${prefix} cannot be listed: ${reason(error)}.`, { cause: error });
  }
}

/** An object as an input. Its ETag tells its content, so that it need not be fetched to be known. */
export const objectFile = (buckets: Buckets, object: StoredObject, most: number, mark?: Mark): Incoming => {
  const { bucket, key, size, etag } = object;
  const name = `s3://${bucket}/${key}`;
  return {
    name,
    size,
    ...(etag === '' ? {} : { identity: stableId(bucket, key, etag, size) }),
    ...(mark === undefined ? {} : { mark }),
    fetch: async (spool) => spool.take(name, await body(buckets, object, name), most),
  };
};

async function body(buckets: Buckets, { bucket, key }: StoredObject, name: string): Promise<AsyncIterable<Buffer>> {
  try {
    const { Body } = await buckets.get(bucket, key);
    if (!(Body instanceof Readable)) throw new Error('the reply has no body');
    return guarded(Body, name);
  } catch (error) {
    throw unfetched(name, error);
  }
}

async function* guarded(stream: Readable, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw unfetched(name, error);
  }
}

const unfetched = (name: string, error: unknown): Fault =>
  new Fault('NotFound', `${name} cannot be fetched: ${reason(error)}.`, { cause: error });

const bare = (etag: string): string => etag.replaceAll('"', '');

const remedies: Readonly<Record<string, string>> = {
  AccessDenied:
    'access is denied. Give the credentials s3:ListBucket on the bucket, s3:GetObject on its objects, and kms:Decrypt on the key that encrypts them',
  NoSuchBucket: 'there is no such bucket. Check its name and ingest.region',
  NoSuchKey: 'it is no longer there. If a lifecycle rule removes logs, let Yagura read them sooner',
  PermanentRedirect: 'the bucket is in another region. Set ingest.region to it',
  CredentialsProviderError:
    'there are no credentials. Give them as the AWS command line takes them (environment, profile, role)',
  InvalidAccessKeyId: 'the access key is unknown. Check the credentials',
  SignatureDoesNotMatch: 'the secret key is wrong. Check the credentials',
};

function reason(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return (
    remedies[name] ??
    `${sentenceOf(error).replace(/\.$/, '')}. Check the address, the network and ingest.s3Endpoint, and try again`
  );
}
