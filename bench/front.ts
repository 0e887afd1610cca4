// Signed calls a second, on keep-alive connections, beside a bare node:http server that reads the same request to its
// end and sends the same bytes.
// The servers share one process; their rate is given for each second of processor time, since the machine is shared,
// and as it was seen from outside. Spans of both take turns. The main thread answers, and is what one core can do;
// other threads beside it read the records of the calls into the lake (on Linux they are told apart).
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { cpus } from 'node:os';
import {
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  IsAuthorizedCommand,
  VerifiedPermissionsClient,
  type IsAuthorizedCommandInput,
} from '@aws-sdk/client-verifiedpermissions';
import { z } from 'zod';
import { localCaller, openFront, type Bindable, type Callable } from '#aws';
import { createLog, systemClock } from '#kernel';
import { orgOperations } from '#org';
import { byName, photoSharing, serviceRequest, thoseThatMatter } from './made/photo-sharing.ts';
import { frontUnderTest, type ClientConfig } from '../test/conformance/front.ts';

const connections = 16;
const [spans, seconds] = [8, 0.6];
const health = 'GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n';

const ProcessorTime = z.object({ all: z.number(), main: z.number() });
type ProcessorTime = z.infer<typeof ProcessorTime>;

const kinds = { program: theProgram, alone: theFrontAlone };
const kind = process.argv[2];
if (kind === 'program' || kind === 'alone') await serve(await kinds[kind]());
else await measure();

/** Child: a server of ours, and a bare one that answers what it is told to. */
async function serve(config: ClientConfig): Promise<void> {
  let body = '';
  const bare = await listening((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      Buffer.concat(chunks).toString();
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    });
  });
  process.on('message', (message) => {
    if (typeof message === 'string') body = message;
    process.send?.(processorTime());
  });
  process.once('SIGTERM', () => process.exit(0)); // a profiler writes what it saw at the end alone
  process.send?.({ config, bare });
}

/** Seconds of processor time that the main thread has used, and all threads. */
function processorTime(): ProcessorTime {
  const { user, system } = process.cpuUsage();
  const all = (user + system) / 1e6;
  const threads = `/proc/self/task/${process.pid}/schedstat`;
  return { all, main: existsSync(threads) ? Number.parseInt(readFileSync(threads, 'utf8'), 10) / 1e9 : all };
}

/** The whole program, with logs of three weeks: policies decide, and every call is recorded and judged. */
async function theProgram(): Promise<ClientConfig> {
  return (await frontUnderTest(20)).config();
}

/** The front without policies and audit: what protocols and signatures cost by themselves. */
async function theFrontAlone(): Promise<ClientConfig> {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const caller = localCaller('administrator', 'administrator');
  const front = await openFront({
    operations: [await whoCalls()],
    door: {
      credentialOf: async () => ({ secret: credentials.secretAccessKey, caller }),
      authorise: async () => ({ allowed: true }),
      audit: () => undefined,
      keepRecords: () => undefined,
    },
    log: createLog('silent'),
    clock: systemClock,
    seconds: 60,
  });
  const endpoint = await listening((incoming, outgoing) => front.answer(incoming, outgoing));
  return { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
}

/** The operation GetCallerIdentity, which looks at nothing but its caller. */
async function whoCalls(): Promise<Callable> {
  const operations = z.custom<Bindable<null>[]>().parse(await orgOperations());
  const found = operations.find(({ name }) => name === 'GetCallerIdentity');
  if (found === undefined) throw new Error('There is no operation GetCallerIdentity.');
  return found.bind(null);
}

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
}

async function measure(): Promise<void> {
  const rows = [];
  const program = await started('program');
  const guardduty = new GuardDutyClient(program.config);
  const { DetectorIds: [DetectorId] = [] } = await guardduty.send(new ListDetectorsCommand({}));
  const { FindingIds = [] } = await guardduty.send(new ListFindingsCommand({ DetectorId, MaxResults: 50 }));
  // The company has fewer findings than fifty: some are asked for more than once.
  const fifty = Array.from({ length: 50 }, (_, index) => FindingIds[index % FindingIds.length] ?? '');
  const findings = await signed(guardduty, (client) =>
    client.send(new GetFindingsCommand({ DetectorId, FindingIds: fifty })),
  );
  rows.push(await compared(`GetFindings of 50 (${new Set(fifty).size} different)`, findings, program));
  rows.push(await compared('GetCallerIdentity', await identity(program), program));
  rows.push(await compared('IsAuthorized of 100 policies', await authorized(program), program));
  rows.push(await compared('health, without signature', health, program));
  program.server.kill();
  const alone = await started('alone');
  rows.push(await compared('GetCallerIdentity, the front alone', await identity(alone), alone));
  console.log(
    `${cpus().length} shared, noisy cores; Node ${process.version}; ${connections} connections, ${spans} spans of ${seconds} s each`,
  );
  console.table(rows);
  alone.server.kill();
  process.exit(0);
}

function identity({ config }: Started): Promise<string> {
  return signed(new STSClient(config), (client) => client.send(new GetCallerIdentityCommand({})));
}

/** A decision of a photo-sharing application, with the entities that matter. */
async function authorized({ config }: Started): Promise<string> {
  const client = new VerifiedPermissionsClient(config);
  const { policyStoreId } = await client.send(new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } }));
  const { policies, entities, requests } = photoSharing(100, 100, 1);
  for (const statement of policies.split(/(?<=;)\n(?=permit|forbid)/))
    await client.send(new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } }));
  const [request] = requests;
  if (request === undefined) throw new Error('There is no request.');
  const text = serviceRequest(request, thoseThatMatter(byName(entities), request));
  const input = { ...z.custom<IsAuthorizedCommandInput>().parse(JSON.parse(text)), policyStoreId };
  return signed(client, (to) => to.send(new IsAuthorizedCommand(input)));
}

interface Started {
  readonly server: ChildProcess;
  readonly config: ClientConfig;
  readonly bare: string;
  /** What the child has used; `body` is what its bare server answers from then on. */
  readonly cpu: (body?: string) => Promise<ProcessorTime>;
}

async function started(kind: string): Promise<Started> {
  const server = fork(new URL(import.meta.url), [kind], { execArgv: process.execArgv });
  const [ready]: unknown[] = await once(server, 'message');
  const { config, bare } = z.object({ config: z.custom<ClientConfig>(), bare: z.string() }).parse(ready);
  return {
    server,
    config,
    bare,
    async cpu(body) {
      server.send(body ?? 0);
      const [used]: unknown[] = await once(server, 'message');
      return ProcessorTime.parse(used);
    },
  };
}

/** One row: the same request to our server and to the bare one, which sends the same bytes. */
async function compared(call: string, request: string, { config, bare, cpu }: Started) {
  const body = await bodyOf(config.endpoint, request);
  await cpu(body);
  for (const url of [config.endpoint, bare]) await load(url, request, 1);
  const [ours, theirs]: [Rate[], Rate[]] = [[], []];
  for (let span = 0; span < spans; span++) {
    ours.push(await rate(config.endpoint, request, cpu));
    theirs.push(await rate(bare, request, cpu));
  }
  const of = (rates: readonly Rate[], figure: keyof Rate): number => middle(rates.map((rate) => rate[figure]));
  return {
    call,
    'answer, KB': (body.length / 1000).toFixed(1),
    'a second': of(ours, 'outside').toFixed(0),
    'of the main thread': of(ours, 'main').toFixed(0),
    'of all threads': of(ours, 'all').toFixed(0),
    'p50, ms': of(ours, 'p50').toFixed(2),
    'p99, ms': of(ours, 'p99').toFixed(2),
    'bare server': of(theirs, 'main').toFixed(0),
    ratio: middle(ours.map(({ main }, span) => main / (theirs[span]?.main ?? 0))).toFixed(2),
  };
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? 0;
}

type Middleware = {
  add(
    step: (
      next: (given: { request: unknown }) => Promise<unknown>,
    ) => (given: { request: unknown }) => Promise<unknown>,
    options: object,
  ): void;
};

/** The bytes of a request as the client signs it; they may be sent again for fifteen minutes. */
async function signed<Client extends { middlewareStack: unknown }>(
  client: Client,
  send: (client: Client) => Promise<unknown>,
): Promise<string> {
  let text = '';
  const stack = z.custom<Middleware>().parse(client.middlewareStack);
  stack.add(
    (next) => (given) => {
      const { method, path, headers, body } = z
        .object({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.string()), body: z.unknown() })
        .parse(given.request);
      const bytes = typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      text = `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${bytes}`;
      return next(given);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'bytesOfRequest' },
  );
  await send(client);
  return text;
}

/** Calls a second: as seen from outside, of the main thread's time and of that of all threads; and how long they took. */
interface Rate {
  readonly outside: number;
  readonly main: number;
  readonly all: number;
  readonly p50: number;
  readonly p99: number;
}

async function rate(url: string, request: string, cpu: () => Promise<ProcessorTime>): Promise<Rate> {
  const before = await cpu();
  const { times, elapsed } = await load(url, request, seconds);
  const after = await cpu();
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return {
    outside: times.length / elapsed,
    main: times.length / (after.main - before.main),
    all: times.length / (after.all - before.all),
    p50: at(0.5),
    p99: at(0.99),
  };
}

/** Sends the same request again and again over every connection. Throws when an answer is not 200. */
async function load(url: string, request: string, duration: number) {
  const started = performance.now();
  const end = started + duration * 1000;
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await opened(url);
      while (performance.now() < end) {
        const sent = performance.now();
        await exchange(socket, request);
        times.push(performance.now() - sent);
      }
      socket.destroy();
    }),
  );
  return { times, elapsed: (performance.now() - started) / 1000 };
}

async function opened(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}

/** One request and its answer: the head, and as many bytes as it says. */
function exchange(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let [size, whole] = [0, Infinity];
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (whole === Infinity) {
        const head = /^HTTP\/1\.1 (\d+)[\s\S]*?content-length: (\d+)[\s\S]*?\r\n\r\n/i.exec(chunk.toString('latin1'));
        if (head === null || head[1] !== '200') return reject(new Error(chunk.toString('latin1').slice(0, 500)));
        whole = head[0].length + Number(head[2]);
      }
      if (size < whole) return;
      socket.off('data', take);
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.on('data', take);
    socket.write(request);
  });
}

async function bodyOf(url: string, request: string): Promise<string> {
  const socket = await opened(url);
  const text = await exchange(socket, request);
  socket.destroy();
  return text.slice(text.indexOf('\r\n\r\n') + 4);
}
