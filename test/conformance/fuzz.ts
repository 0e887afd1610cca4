// Malformed requests of every protocol, signed and not, against a front of every operation that the clients know.
import { createHmac, hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { z } from 'zod';
import { awsServices, localCaller, openFront, serviceShape, type Callable } from '#aws';
import { createLog, systemClock } from '#kernel';

const key = { id: 'AKIAFUZZ', secret: 'fuzz' };

/** What became of the requests that were sent. */
export interface Fuzzed {
  readonly sent: number;
  /** How often each status was answered; 0 where the connection was closed without an answer. */
  readonly statuses: ReadonlyMap<number, number>;
  /** The first requests that were answered with 500 or that got no answer in ten seconds. */
  readonly bad: readonly string[];
  /** Bytes by which the heap grew between the first tenth and the end. */
  readonly grown: number;
  /** As `grown`, of all the memory that the process holds. */
  readonly residentGrown: number;
}

/** Sends `count` requests made from `seed`, a few at a time. */
export async function fuzz(count: number, seed: number): Promise<Fuzzed> {
  const random = randomOf(seed);
  const server = await frontOfEverything();
  const statuses = new Map<number, number>();
  const bad: string[] = [];
  let [heap, resident] = [0, 0];
  for (let sent = 0; sent < count; sent += 10) {
    const batch = Array.from({ length: 10 }, () => requestOf(random, server.shapes));
    for (const [index, status] of (await Promise.all(batch.map((text) => answerOf(server.port, text)))).entries()) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 500 || status === -1) bad.push(batch[index] ?? '');
    }
    if (sent === Math.floor(count / 100) * 10) [heap, resident] = [heapUsed(), process.memoryUsage.rss()];
  }
  server.close();
  const [grown, residentGrown] = [heapUsed() - heap, process.memoryUsage.rss() - resident];
  return { sent: count, statuses, bad: bad.slice(0, 3), grown, residentGrown };
}

const heapUsed = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

interface Target {
  readonly service: string;
  readonly name: string;
  readonly target: string;
  readonly path: string;
  readonly method: string;
}

/** Every operation answers an empty output, after its input has been read and checked as always. */
async function frontOfEverything() {
  const shapes = await Promise.all(awsServices.map((name) => serviceShape(name)));
  const operations: Callable[] = shapes.flatMap((service) =>
    [...service.operations.keys()].map((name) => ({
      service: service.name,
      name,
      action: `${service.name}:${name}`,
      about: '',
      call: async (input: unknown) => (typeof input === 'object' ? {} : undefined),
    })),
  );
  const caller = localCaller('fuzz', 'administrator');
  const front = await openFront({
    operations,
    door: {
      credentialOf: async (id) => (id === key.id ? { secret: key.secret, caller } : undefined),
      authorise: async () => ({ allowed: true }),
      audit: () => undefined,
      keepRecords: () => undefined,
    },
    log: createLog('silent'),
    clock: systemClock,
    seconds: 5,
  });
  const server = createServer((incoming, outgoing) => front.answer(incoming, outgoing));
  Object.assign(server, { httpAllowHalfOpen: true }); // as listen.ts does: the requests close their half
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const targets: Target[] = shapes.flatMap((service) =>
    [...service.operations.values()].map(({ name, http }) => ({
      service: service.name,
      name,
      target: service.target,
      path: http?.path ?? '/',
      method: http?.method ?? 'POST',
    })),
  );
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { port, shapes: targets, close: () => server.close().closeAllConnections() };
}

type Random = <T>(choices: readonly T[]) => T;

/** mulberry32 */
function randomOf(seed: number): Random {
  let state = seed;
  return (choices) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const chosen = choices[((mixed ^ (mixed >>> 14)) >>> 0) % choices.length];
    if (chosen === undefined) throw new Error('There is nothing to choose from.');
    return chosen;
  };
}

const deep = (open: string, close: string): string => open.repeat(5000) + close.repeat(5000);
const odd = [
  '',
  '%',
  '%zz',
  '..',
  '%2e%2e',
  '\u00ff',
  'a'.repeat(3000),
  '__proto__',
  '1e999',
  '%00',
  'true',
  '-1',
  '{}',
  '%F0%9F%98%80',
];
const bodies = [
  '',
  '{}',
  '[]',
  'null',
  '"text"',
  '{"a":',
  '\u0000\u0001',
  deep('[', ']'),
  deep('{"a":', '}').replace('}', '1}'),
  '{"__proto__":{"x":1},"constructor":{"prototype":1}}',
  '{"MaxResults":"x","maxResults":[],"NextToken":{},"nextToken":1}',
  '{"FindingCriteria":{"Criterion":[1,2]},"findingCriteria":{"criterion":{"a":{"gte":"x"}}}}',
  '{"LookupAttributes":[null,{"AttributeKey":1}],"StartTime":"yesterday"}',
  '{"StartTime":1e400,"EndTime":-1e400}',
  '{"policyStoreId":{"a":1},"principal":{"entityType":1},"context":{"contextMap":{"a":{"long":"x"}}}}',
  'Action=&Version=',
  'Action=GetCallerIdentity&Version=2011-06-15&Tags.member.x.Key=1',
  'Action=AssumeRole&RoleArn=%ZZ&PolicyArns.member.999999999.arn=a&Tags.member.1.Key.a.b.c=1',
  `Action=DescribeInstances&${'Filter.1.Value.1=a&'.repeat(300)}`,
  `Action=DescribeInstances&${'a.'.repeat(200)}=1`,
  `${'a=1&'.repeat(12_000)}Action=DescribeInstances`,
  '<xml/>',
];
const contentTypes = [
  'application/json',
  'application/x-amz-json-1.1',
  'application/x-amz-json-1.0',
  'application/x-www-form-urlencoded',
  'text/xml',
  '',
];
const signatures = [
  'good',
  'good',
  'good',
  'good',
  'good',
  'wrong',
  'stranger',
  'none',
  'half',
  'old',
  'ecdsa',
] as const;

/** One request, as it goes over the wire. */
function requestOf(random: Random, targets: readonly Target[]): string {
  const { service, name, target, path, method } = random(targets);
  const filled = path.replaceAll(/\{\w+\+?\}/g, () => encodeURI(random(odd)));
  const url = random([
    filled,
    filled,
    filled,
    `${filled}?${random(odd)}=${random(odd)}`,
    `/${random(odd)}`,
    '/',
  ]).replaceAll(/[^!-~]/g, '%20');
  const verb = random([method, method, method, 'GET', 'POST', 'PUT', 'DELETE', 'PATCH']);
  const body = verb === 'GET' ? '' : random(bodies).replace('Action=&', `Action=${name}&`);
  const headers: Record<string, string> = { host: '127.0.0.1' };
  const type = random(contentTypes);
  if (type !== '') headers['content-type'] = type;
  if (random([true, false])) headers['x-amz-target'] = random([`${target}.${name}`, `${target}.`, name, '.', 'a.b.c']);
  const signed = {
    verb,
    url,
    headers,
    body,
    service: random([service, service, service, service, 'iam', random(awsServices)]),
  };
  sign(signed, random(signatures));
  const length = random([0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
  headers['content-length'] = String(Buffer.byteLength(body) + length);
  const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
  return `${verb} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`;
}

interface Unsigned {
  readonly verb: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly service: string;
}

const hmac = (secret: string | Buffer, text: string): Buffer => createHmac('sha256', secret).update(text).digest();
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** A signer of its own, simple enough to be seen through; what it cannot sign is refused, which is an answer too. */
function sign({ verb, url, headers, body, service }: Unsigned, how: (typeof signatures)[number]): void {
  if (how === 'none') return;
  const at = new Date(Date.now() - (how === 'old' ? 3_600_000 : 0)).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  headers['x-amz-date'] = at;
  const [path = '', query = ''] = url.split('?');
  const canonicalPath = path.split('/').map(encoded).join('/');
  const names = Object.keys(headers).toSorted();
  const canonical = [
    verb,
    canonicalPath,
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    hash('sha256', body),
  ];
  const scope = `${at.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const signing = [at.slice(0, 8), 'us-east-1', service, 'aws4_request'].reduce(
    hmac,
    Buffer.from(`AWS4${how === 'wrong' ? 'x' : key.secret}`),
  );
  const signature = hmac(
    signing,
    `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash('sha256', canonical.join('\n'))}`,
  ).toString('hex');
  const algorithm = how === 'ecdsa' ? 'AWS4-ECDSA-P256-SHA256' : 'AWS4-HMAC-SHA256';
  const who = how === 'stranger' ? 'AKIASTRANGER' : key.id;
  headers['authorization'] =
    `${algorithm} Credential=${who}/${scope}, SignedHeaders=${names.join(';')}${how === 'half' ? '' : `, Signature=${signature}`}`;
}

/** The status of the answer; 0 when the connection was closed without one, -1 when nothing came in ten seconds. */
function answerOf(port: number, request: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(request));
    let text = '';
    const late = setTimeout(() => done(-1), 10_000);
    const done = (status: number): void => {
      clearTimeout(late);
      socket.destroy();
      resolve(status);
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      if (status !== undefined) done(Number(status));
    });
    socket.on('close', () => done(0));
    socket.on('error', () => done(0));
  });
}
