import type {
  GetObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { Fault, stableId, type Config, type Text } from '#kernel';
import { answered, patience as usual, wholeBody, type Patience } from './bucket-patience.ts';
import type { Incoming, Mark } from './incoming.ts';
import { whyOf } from './place-troubles.ts';

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
  if (match === null)
    throw new Fault('Usage', {
      en: `${address} names no bucket. Write s3://bucket or s3://bucket/prefix.`,
      ja: `${address} はバケットの指定になっていません。s3://バケット または s3://バケット/プレフィックス の形で書いてください。`,
    });
  return { bucket: match[1] ?? '', prefix: match[2] ?? '' };
}

/**
 * S3, loaded when it is first asked: most runs never meet a bucket, and the SDK takes a fifth of a second to load.
 * Credentials come the way of the AWS SDK: environment, shared files, role of the machine.
 */
export class Buckets {
  readonly patience: Patience;
  private readonly config: Config['ingest'];
  private opened: S3Client | undefined;

  constructor(config: Config['ingest'], patience = usual) {
    this.config = config;
    this.patience = patience;
  }

  async list(input: ListObjectsV2CommandInput): Promise<ListObjectsV2CommandOutput> {
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    const client = await this.client();
    return answered(this.patience, (abortSignal) => client.send(new ListObjectsV2Command(input), { abortSignal }));
  }

  async get(bucket: string, key: string): Promise<GetObjectCommandOutput> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const client = await this.client();
    const asked = new GetObjectCommand({ Bucket: bucket, Key: key });
    return answered(this.patience, (abortSignal) => client.send(asked, { abortSignal }));
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

/** One page of the objects below a prefix, after a key, in the order of their names. Throws `Unavailable`, also for one that leads nowhere. */
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
    const more = page.IsTruncated === true;
    if (more && !isBehind(objects.at(-1)?.key ?? '', after)) throw new Fault('Unsupported', endless);
    return { objects, more };
  } catch (error) {
    const name = `s3://${bucket}/${prefix}`;
    throw faultOf('Unavailable', error, (why) => ({
      en: `${name} cannot be listed. ${why.en}`,
      ja: `${name} の一覧を取得できません。${why.ja}`,
    }));
  }
}

/** Buckets sort by the bytes of names in UTF-8. */
const isBehind = (key: string, after: string): boolean => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;

const endless: Text = {
  en: 'Its listing says that it goes on, and does not go on',
  ja: '一覧に続きがあると応答しながら、続きを返しません',
};

/** An object as an input. Its ETag tells its content, so that it need not be fetched to be known. */
export const objectFile = (buckets: Buckets, object: StoredObject, most: number, mark?: Mark): Incoming => {
  const name = `s3://${object.bucket}/${object.key}`;
  return {
    name,
    size: object.size,
    ...identityOfObject(object),
    ...(mark === undefined ? {} : { mark }),
    fetch: async (spool) => {
      const { bytes, found } = await body(buckets, object, name);
      const spooled = await spool.take(name, bytes, most);
      if (isSame(found, object)) return spooled;
      return { ...spooled, ...identityOfObject({ ...found, size: spooled.content.size }) }; // an answer may say no length
    },
  };
};

const identityOfObject = ({ bucket, key, etag, size }: StoredObject): { identity?: string } =>
  etag === '' ? {} : { identity: stableId(bucket, key, etag, size) };

interface Body {
  readonly bytes: AsyncIterable<Buffer>;
  /** The object as its answer describes it: it may have been replaced since it was listed. */
  readonly found: StoredObject;
}

async function body(buckets: Buckets, object: StoredObject, name: string): Promise<Body> {
  try {
    const { Body: bytes, ContentLength: size = -1, ETag = '' } = await buckets.get(object.bucket, object.key);
    if (!(bytes instanceof Readable)) throw new Error('the reply has no body');
    const found = { ...object, size, etag: bare(ETag) };
    return { found, bytes: guarded(wholeBody(bytes, lengthOf(found, object), buckets.patience), name) };
  } catch (error) {
    throw unfetched(name, error);
  }
}

/** A service that says no ETag with an object is taken at its listing's word. */
const isSame = (found: StoredObject, listed: StoredObject): boolean => found.etag === '' || found.etag === listed.etag;

/** Of the same content the listing's length holds: an answer may say none, or that of what it gave of it. */
const lengthOf = (found: StoredObject, listed: StoredObject): number =>
  listed.size > 0 && found.etag !== '' && found.etag === listed.etag ? listed.size : found.size;

async function* guarded(stream: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw unfetched(name, error);
  }
}

const unfetched = (name: string, error: unknown): Fault =>
  faultOf('NotFound', error, (why) => ({
    en: `${name} cannot be fetched. ${why.en}`,
    ja: `${name} を取得できません。${why.ja}`,
  }));

const faultOf = (code: 'NotFound' | 'Unavailable', cause: unknown, said: (why: Text) => Text): Fault =>
  new Fault(code, said(whyOf(cause)), { cause });

const bare = (etag: string): string => etag.replaceAll('"', '');
