import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault, randomId, within, type Clock } from '#kernel';
import { AuthFailure } from './auth-failure.ts';
import type { Call, Caller } from './caller.ts';
import { readClaim, type Claim } from './claim.ts';
import { serviceShape } from './clients.ts';
import { bodyOf, headOf, isForFront } from './incoming.ts';
import { failureOf, invoke, type Passage } from './invoke.ts';
import type { Callable } from './operation.ts';
import { plainJson } from './json-form.ts';
import { openProtocols, protocolOf, type Protocols } from './protocol-of.ts';
import type { Asked, Protocol } from './protocol.ts';
import type { OperationShape, ServiceShape } from './schemas.ts';
import { services } from './services.ts';
import { SigningKeys } from './signing-keys.ts';
import { checkSignature, checkTime, checkToken } from './verify.ts';
import { wireError } from './wire-error.ts';
import { headerOf, type WireReply, type WireRequest } from './wire.ts';

/** What the front is made of. */
export interface FrontParts extends Passage {
  readonly operations: readonly Callable[];
  readonly clock: Clock;
  /** Seconds that a call may take. */
  readonly seconds: number;
}

/** What answers the clients of AWS, and calls in JSON from the page and the command line. */
export interface Front {
  /** Whether this request is one for the front; all others are the page's. */
  takes(incoming: IncomingMessage): boolean;
  answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>;
  /** Calls an operation with JSON under the SDK's names, times in ISO 8601 and bytes in base64. Throws its fault. */
  callJson(wanted: { readonly service: string; readonly name: string }, json: unknown, call: Call): Promise<unknown>;
}

interface Open extends FrontParts {
  readonly protocols: Protocols;
  readonly keys: SigningKeys;
  readonly byName: ReadonlyMap<string, Callable>;
}

/** Opens the front over every operation that there is. */
export async function openFront(parts: FrontParts): Promise<Front> {
  const byName = new Map(parts.operations.map((operation) => [`${operation.service}:${operation.name}`, operation]));
  const open: Open = { ...parts, byName, protocols: await openProtocols(), keys: new SigningKeys() };
  return {
    takes: isForFront,
    async answer(incoming, outgoing) {
      const requestId = randomId();
      send(await replyTo(incoming, requestId, open), requestId, incoming, outgoing);
    },
    callJson: (wanted, json, call) => callJson(wanted, json, call, open),
  };
}

async function replyTo(incoming: IncomingMessage, requestId: string, open: Open): Promise<WireReply> {
  const head = headOf(incoming);
  const protocol = protocolOf(head, open.protocols);
  let service: ServiceShape | undefined;
  try {
    const { request, claim, caller } = await identified(incoming, { head, protocol, requestId }, open);
    service = await serviceOf(claim);
    const asked = protocol.ask(service, request);
    const { operation, callable } = wanted(service, asked, open);
    const call = callOf({ incoming, caller, requestId, region: claim.region, at: open.clock.now() });
    const read = callable.text === true ? () => textOf(request.body) : asked.read;
    const output = await limited(callable, invoke(callable, call, read, open), open);
    return protocol.answer({ service, operation, output, requestId });
  } catch (error) {
    return refusal(error, { protocol, service, requestId, open });
  }
}

/** Who sends this request. The body is read only when the key is known. Throws `AuthFailure`. */
async function identified(incoming: IncomingMessage, arrived: Arrived, open: Open) {
  const claim = readClaim(arrived.head);
  const credential = await open.door.credentialOf(claim.accessKeyId);
  if (credential === undefined) throw unknownKey();
  const now = open.clock.now();
  let request = arrived.head;
  try {
    if (credential.revoked === true) throw unknownKey();
    checkTime(claim, now);
    checkToken(claim, credential, now);
    request = { ...request, body: await bodyOf(incoming) };
    checkSignature(request, claim, credential.secret, open.keys);
    return { request, claim, caller: credential.caller };
  } catch (error) {
    const { caller } = credential;
    const call = callOf({ incoming, caller, requestId: arrived.requestId, region: claim.region, at: now });
    await recordUnproven(error, { call, claim, request, protocol: arrived.protocol }, open);
    throw error;
  }
}

/** Whoever tries keys does not learn which of them there once were. */
const unknownKey = (): AuthFailure =>
  new AuthFailure('unknownKey', 'The security token included in the request is invalid.');

interface Arrived {
  readonly head: WireRequest;
  readonly protocol: Protocol;
  readonly requestId: string;
}

interface Unproven {
  readonly call: Call;
  readonly claim: Claim;
  readonly request: WireRequest;
  readonly protocol: Protocol;
}

/** Somebody used the id of a known key and did not prove to hold it: that is worth a record too, as far as it can be told. */
async function recordUnproven(why: unknown, unproven: Unproven, { door }: Open): Promise<void> {
  const { call, claim } = unproven;
  if (!Object.hasOwn(services, claim.service)) return;
  const operation = await triedOperation(unproven).catch(() => undefined); // it need not be well-formed either
  door.audit({
    call,
    service: claim.service,
    operation: operation ?? 'Unknown',
    input: undefined,
    ...failureOf(why),
  });
}

const triedOperation = async ({ claim, protocol, request }: Unproven): Promise<string | undefined> =>
  protocol.ask(await serviceShape(claim.service), request).operation?.name;

function serviceOf({ service }: Claim): Promise<ServiceShape> {
  if (Object.hasOwn(services, service)) return serviceShape(service);
  const known = Object.keys(services).join(', ');
  throw new Fault('Unsupported', `Yagura does not serve the service "${service}". It knows: ${known}.`);
}

function wanted({ name }: ServiceShape, asked: Asked, { byName }: Open) {
  const { operation } = asked;
  const callable = operation && byName.get(`${name}:${operation.name}`);
  if (operation === undefined)
    throw new Fault('Unsupported', `The service ${name} has no operation "${asked.name.slice(0, 200)}".`);
  if (callable === undefined)
    throw new Fault(
      'Unsupported',
      `Yagura does not answer ${name}:${operation.name} yet. docs/api.md says which operations it answers.`,
    );
  return { operation, callable };
}

interface From {
  readonly incoming: IncomingMessage;
  readonly caller: Caller;
  readonly requestId: string;
  readonly region: string;
  readonly at: Date;
}

const callOf = ({ incoming, ...call }: From): Call => ({
  ...call,
  sourceAddress: incoming.socket.remoteAddress ?? '',
  userAgent: headerOf(incoming.headers, 'user-agent') ?? '',
});

const limited = <T>({ name }: Callable, work: Promise<T>, { seconds }: Open): Promise<T> =>
  within(seconds, `${name} took longer than ${seconds} seconds. Ask for less at once, such as a shorter time.`, work);

interface Refused {
  readonly protocol: Protocol;
  readonly service: ServiceShape | undefined;
  readonly requestId: string;
  readonly open: Open;
}

function refusal(thrown: unknown, { protocol, service, requestId, open }: Refused): WireReply {
  const error = wireError(thrown, { family: protocol.family, service });
  if (error.status >= 500) open.log.error({ err: thrown, requestId }, 'A signed request failed inside Yagura.');
  return protocol.refuse(error, { service, requestId });
}

function send(
  { status, headers, body }: WireReply,
  requestId: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  // What is left of a body that was not read would be taken for the next request.
  const unread = incoming.complete ? {} : { connection: 'close' };
  outgoing.writeHead(status, {
    ...headers,
    ...unread,
    'x-amzn-requestid': requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
  });
  outgoing.end(body);
}

async function callJson(
  { service, name }: { service: string; name: string },
  json: unknown,
  call: Call,
  open: Open,
): Promise<unknown> {
  const callable = open.byName.get(`${service}:${name}`);
  if (callable === undefined)
    throw new Fault(
      'NotFound',
      `There is no operation "${name.slice(0, 100)}" of the service "${service.slice(0, 100)}".`,
    );
  if (callable.text === true)
    return JSON.parse(
      String(
        await limited(
          callable,
          invoke(callable, call, () => JSON.stringify(json ?? {}), open),
          open,
        ),
      ),
    );
  const shape = await shapeOf(callable);
  const read = shape === undefined ? () => json : () => plainJson.read(shape.input)(json ?? {});
  const output = await limited(callable, invoke(callable, call, read, open), open);
  return shape === undefined ? (output ?? {}) : (plainJson.write(shape.output)(output) ?? {});
}

const textOf = (body: Uint8Array): string => Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');

/** The shapes of an AWS operation; those of the service `yagura` check their own input. */
const shapeOf = async ({ service, name }: Callable): Promise<OperationShape | undefined> =>
  Object.hasOwn(services, service) ? (await serviceShape(service)).operations.get(name) : undefined;
