import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/** A message of a queue, as the test sees it. */
export interface QueuedMessage {
  readonly body: string;
  received: number;
  deleted: boolean;
}

/**
 * A test server that speaks as much of S3 (ListObjectsV2, GetObject) and of SQS (ReceiveMessage, DeleteMessage over AWS
 * JSON 1.0) as an import needs, over real HTTP. It is neither of them: it checks no signature and keeps everything in memory.
 */
export interface AwsTestServer extends AsyncDisposable {
  readonly url: string;
  readonly queueUrl: string;
  /** Objects by `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** Keys that are listed, and gone when they are fetched. */
  readonly gone: Set<string>;
  /** Keys that may not be fetched. */
  readonly denied: Set<string>;
  /** Keys at which the service asks for fewer requests. */
  readonly failing: Set<string>;
  /** What takes the place of an object before it is first fetched. */
  readonly replacing: Map<string, Buffer>;
  readonly messages: QueuedMessage[];
  /** What was asked: `list <prefix> <start-after>` or `get <key>`. */
  readonly asked: string[];
  send(body: object | string): void;
}

const pageKeys = 3;

export async function awsTestServer(): Promise<AwsTestServer> {
  const state = {
    objects: new Map<string, Buffer>(),
    gone: new Set<string>(),
    denied: new Set<string>(),
    failing: new Set<string>(),
    replacing: new Map<string, Buffer>(),
    messages: new Array<QueuedMessage>(),
    asked: new Array<string>(),
  };
  const server = createServer((request, reply) => void answer(request, reply, state));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...state,
    url,
    queueUrl: `${url}/111122223333/logs`,
    send: (body) =>
      void state.messages.push({
        body: typeof body === 'string' ? body : JSON.stringify(body),
        received: 0,
        deleted: false,
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type State = Pick<AwsTestServer, 'objects' | 'gone' | 'denied' | 'failing' | 'replacing' | 'messages' | 'asked'>;

async function answer(request: IncomingMessage, reply: ServerResponse, state: State): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const target = request.headers['x-amz-target'];
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (typeof target === 'string') queue(target, Buffer.concat(chunks).toString(), reply, state);
  else if (url.searchParams.has('list-type')) list(url, reply, state);
  else get(url, reply, state);
}

const Input = z.object({ MaxNumberOfMessages: z.number().default(1), ReceiptHandle: z.string().default('') });

function queue(target: string, body: string, reply: ServerResponse, { messages }: State): void {
  const input = Input.parse(JSON.parse(body));
  reply.setHeader('content-type', 'application/x-amz-json-1.0');
  if (target === 'AmazonSQS.DeleteMessage') {
    const message = messages[Number(input.ReceiptHandle)];
    if (message !== undefined) message.deleted = true;
    reply.end('{}');
    return;
  }
  const waiting = [...messages.entries()].filter(([, { deleted }]) => !deleted).slice(0, input.MaxNumberOfMessages);
  for (const [, message] of waiting) message.received += 1;
  const Messages = waiting.map(([index, { body, received }]) => ({
    MessageId: `message-${index}`,
    ReceiptHandle: String(index),
    Body: body,
    MD5OfBody: createHash('md5').update(body).digest('hex'),
    Attributes: { ApproximateReceiveCount: String(received) },
  }));
  reply.end(JSON.stringify(Messages.length === 0 ? {} : { Messages }));
}

function list(url: URL, reply: ServerResponse, { objects, asked }: State): void {
  const bucket = decodeURIComponent(url.pathname).replaceAll('/', '');
  const [prefix, after] = [url.searchParams.get('prefix') ?? '', url.searchParams.get('start-after') ?? ''];
  asked.push(`list ${prefix} ${after}`.trim());
  const all = [...objects.keys()]
    .filter((name) => name.startsWith(`${bucket}/`))
    .map((name) => name.slice(bucket.length + 1));
  const keys = all.filter((key) => key.startsWith(prefix) && key > after).toSorted((a, b) => (a < b ? -1 : 1));
  const contents = keys.slice(0, pageKeys).map((key) => {
    const bytes = objects.get(`${bucket}/${key}`) ?? Buffer.alloc(0);
    return `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><ETag>&quot;${etagOf(bytes)}&quot;</ETag></Contents>`;
  });
  const truncated = keys.length > pageKeys;
  reply.setHeader('content-type', 'application/xml');
  reply.end(
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${truncated}</IsTruncated>${contents.join('')}</ListBucketResult>`,
  );
}

export const etagOf = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

function get(url: URL, reply: ServerResponse, { objects, gone, denied, failing, replacing, asked }: State): void {
  const name = decodeURIComponent(url.pathname.slice(1));
  const newer = replacing.get(name);
  if (newer !== undefined) objects.set(name, newer);
  asked.push(`get ${name.slice(name.indexOf('/') + 1)}`);
  const bytes = gone.has(name) ? undefined : objects.get(name);
  if (failing.has(name)) {
    reply.writeHead(503, { 'content-type': 'application/xml' });
    reply.end('<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>no</Message></Error>');
    return;
  }
  if (bytes === undefined || denied.has(name)) {
    const code = bytes === undefined ? 'NoSuchKey' : 'AccessDenied';
    reply.writeHead(bytes === undefined ? 404 : 403, { 'content-type': 'application/xml' });
    reply.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
    return;
  }
  // CloudTrail delivers its objects with this header; they must not be decompressed by the way.
  if (bytes[0] === 0x1f) reply.setHeader('content-encoding', 'gzip');
  reply.setHeader('content-type', 'application/json').setHeader('etag', `"${etagOf(bytes)}"`);
  reply.end(bytes);
}

/** A delivery of CloudTrail with one event of each id. */
export const delivery = (...ids: readonly string[]): Buffer =>
  gzipSync(
    JSON.stringify({
      Records: ids.map((eventID) => ({
        eventVersion: '1.09',
        eventID,
        eventTime: '2026-03-10T12:00:00Z',
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateUser',
        awsRegion: 'us-east-1',
        userIdentity: { type: 'IAMUser', userName: 'rin' },
        recipientAccountId: '111122223333',
      })),
    }),
  );
