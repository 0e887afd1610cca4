import type { IncomingMessage, ServerResponse } from 'node:http';
import { exactJsonText, Fault, orElse, parseExactJson, randomId, whenThere, type Clock, type Soon } from '#kernel';
import { AuthFailure } from './auth-failure.ts';
import type { Call, Caller } from './caller.ts';
import { readClaim, type Claim } from './claim.ts';
import { serviceShape, shapeAtHand } from './clients.ts';
import type { Credential } from './door.ts';
import { gathering } from './gathering.ts';
import { bodyOf, headOf, isForFront, type Arriving } from './incoming.ts';
import { failureOf, invoke, type Passage } from './invoke.ts';
import { linger } from './linger.ts';
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
}

/** What answers the clients of AWS, and calls in JSON from the page and the command line. */
export interface Front {
  /** Whether this request is one for the front; all others are the page's. */
  takes(incoming: IncomingMessage): boolean;
  answer(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Calls an operation with JSON under the SDK's names, times in ISO 8601 and bytes in base64. Throws its fault. */
  callJson(wanted: { readonly service: string; readonly name: string }, json: unknown, call: Call): Promise<unknown>;
}

interface Open extends FrontParts {
  readonly protocols: Protocols;
  readonly keys: SigningKeys;
  /** By service, then by name. */
  readonly byName: ReadonlyMap<string, ReadonlyMap<string, Callable>>;
}

/** Opens the front over every operation that there is. */
export async function openFront(parts: FrontParts): Promise<Front> {
  const byName = new Map<string, Map<string, Callable>>();
  for (const operation of parts.operations) {
    const { service, name } = operation;
    byName.set(service, (byName.get(service) ?? new Map<string, Callable>()).set(name, operation));
  }
  const open: Open = { ...parts, byName, protocols: await openProtocols(), keys: new SigningKeys() };
  const atEndOfTurn = gathering(setImmediate); // a small body has come by then, without listeners and timer
  // When no promise is left that could go on. A call that was answered is recorded: one write for all of them.
  const whenAllIsDone = gathering(
    (all) => process.nextTick(all),
    () => parts.door.keepRecords(),
  );
  return {
    takes: isForFront,
    answer(incoming, outgoing) {
      atEndOfTurn(() => {
        const requestId = randomId();
        void whenThere(replyTo(incoming, requestId, open), (reply) =>
          whenAllIsDone(() => send(reply, requestId, incoming, outgoing)),
        );
      });
    },
    callJson: (wanted, json, call) => callJson(wanted, json, call, open).finally(() => parts.door.keepRecords()),
  };
}

/** Never throws. Nothing is waited for that is at hand: for a key, policies and a service that are known there is no promise. */
function replyTo(incoming: IncomingMessage, requestId: string, open: Open): Soon<WireReply> {
  const request = headOf(incoming);
  const arrived: Arrived = { incoming, requestId, request, at: open.clock.now(), service: undefined };
  return orElse(
    () => whenThere(identified(arrived, open), (known) => answerTo(arrived, known, open)),
    (error) => refusal(error, arrived, open),
  );
}

/** A request on its way through the front. */
interface Arrived {
  readonly incoming: IncomingMessage;
  readonly requestId: string;
  readonly at: Date;
  /** Without its body, until it is known that somebody with a key sends it. */
  readonly request: Arriving;
  /** Once it is known that somebody with a key asks for it. */
  service: ServiceShape | undefined;
}

function answerTo(arrived: Arrived, { claim, caller }: Identified, open: Open): Soon<WireReply> {
  return whenThere(shapeAtHand(claim.scope.service) ?? serviceOf(claim), (service) => {
    arrived.service = service;
    const { request, requestId } = arrived;
    const protocol = protocolFor(service, open);
    const asked = protocol.ask(service, request);
    const { operation, callable } = wanted(service, asked, open);
    const read = callable.text === true ? () => textOf(request.body) : asked.read;
    return whenThere(invoke(callable, callOf(arrived, caller, claim), read, open), (output) =>
      protocol.answer({ service, operation, output, requestId }),
    );
  });
}

/** Who sends a request. */
interface Identified {
  readonly claim: Claim;
  readonly caller: Caller;
}

/** Who sends this request. The body is read only when the key is known. Throws `AuthFailure`. */
function identified(arrived: Arrived, open: Open): Soon<Identified> {
  const claim = readClaim(arrived.request);
  return whenThere(open.door.credentialOf(claim.scope.accessKeyId), (credential) => {
    if (credential === undefined) throw unknownKey();
    return orElse(
      () => proven(arrived, claim, credential, open),
      (error) => {
        const call = callOf(arrived, credential.caller, claim);
        return recordUnproven(error, { call, claim, request: arrived.request }, open);
      },
    );
  });
}

function proven(arrived: Arrived, claim: Claim, credential: Credential, open: Open): Soon<Identified> {
  if (credential.revoked === true) throw unknownKey();
  checkTime(claim, arrived.at);
  checkToken(claim, credential, arrived.at);
  return whenThere(bodyOf(arrived.incoming, claim.scope.service), (body) => {
    arrived.request.body = body;
    checkSignature(arrived.request, claim, credential.secret, open.keys);
    return { claim, caller: credential.caller };
  });
}

/** Whoever tries keys does not learn which of them there once were. */
const unknownKey = (): AuthFailure =>
  new AuthFailure('unknownKey', 'The security token included in the request is invalid.');

interface Unproven {
  readonly call: Call;
  readonly claim: Claim;
  readonly request: WireRequest;
}

/** Somebody used the id of a known key and did not prove to hold it: that is worth a record too, as far as it can be told. Throws `why`. */
async function recordUnproven(why: unknown, unproven: Unproven, open: Open): Promise<never> {
  const { call, claim } = unproven;
  const { service } = claim.scope;
  if (!Object.hasOwn(services, service)) throw why;
  const operation = await triedOperation(unproven, open).catch(() => undefined); // it need not be well-formed either
  open.door.audit({ call, service, operation: operation ?? 'Unknown', input: undefined, ...failureOf(why) });
  throw why;
}

async function triedOperation({ claim, request }: Unproven, open: Open): Promise<string | undefined> {
  const service = await serviceShape(claim.scope.service);
  return protocolFor(service, open).ask(service, request).operation?.name;
}

function protocolFor({ protocol }: ServiceShape, { protocols }: Open): Protocol {
  const found = protocols.get(protocol);
  if (found === undefined) throw new TypeError('A protocol has no file in src/aws/protocols.');
  return found;
}

function serviceOf({ scope: { service } }: Claim): Promise<ServiceShape> {
  if (Object.hasOwn(services, service)) return serviceShape(service);
  const known = Object.keys(services).join(', ');
  throw new Fault('Unsupported', {
    en: `Yagura does not serve the service "${service}". It knows: ${known}.`,
    ja: `サービス "${service}" は Yagura にありません。あるのは ${known} です。`,
  });
}

function wanted({ name }: ServiceShape, asked: Asked, { byName }: Open) {
  const { operation } = asked;
  const callable = operation && byName.get(name)?.get(operation.name);
  if (operation === undefined)
    throw new Fault('Unsupported', {
      en: `The service ${name} has no operation "${asked.name.slice(0, 200)}".`,
      ja: `サービス ${name} に操作 "${asked.name.slice(0, 200)}" はありません。`,
    });
  if (callable === undefined)
    throw new Fault('Unsupported', {
      en: `Yagura does not answer ${name}:${operation.name} yet. docs/api.md says which operations it answers.`,
      ja: `${name}:${operation.name} にはまだ対応していません。対応している操作は docs/api.md にあります。`,
    });
  return { operation, callable };
}

const callOf = ({ incoming, requestId, at }: Arrived, caller: Caller, { scope: { region } }: Claim): Call => ({
  caller,
  requestId,
  region,
  at,
  sourceAddress: incoming.socket.remoteAddress ?? '',
  userAgent: headerOf(incoming.headers, 'user-agent') ?? '',
});

function refusal(thrown: unknown, { request, service, requestId }: Arrived, open: Open): WireReply {
  const protocol = protocolOf(request, open.protocols);
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
  const told = [
    'x-amzn-requestid',
    requestId,
    'x-content-type-options',
    'nosniff',
    'cache-control',
    'no-store',
    'content-length',
    Buffer.byteLength(body).toString(),
  ];
  for (const name in headers) told.push(name, headers[name] ?? '');
  if (incoming.complete) {
    outgoing.writeHead(status, told);
    outgoing.end(body);
    return;
  }
  // What is left of a body that was not read would be taken for the next request.
  outgoing.writeHead(status, [...told, 'connection', 'close']);
  outgoing.write(body);
  linger(incoming, () => outgoing.end());
}

async function callJson(
  { service, name }: { service: string; name: string },
  json: unknown,
  call: Call,
  open: Open,
): Promise<unknown> {
  const callable = open.byName.get(service)?.get(name);
  if (callable === undefined)
    throw new Fault('NotFound', {
      en: `There is no operation "${name.slice(0, 100)}" of the service "${service.slice(0, 100)}". docs/api.md names those there are.`,
      ja: `サービス "${service.slice(0, 100)}" に操作 "${name.slice(0, 100)}" はありません。使えるものは docs/api.md にあります。`,
    });
  if (callable.text === true)
    return parseExactJson(String(await invoke(callable, call, () => exactJsonText(json ?? {}), open)));
  const shape = await shapeOf(callable);
  const read = shape === undefined ? () => json : () => plainJson.read(shape.input)(json ?? {});
  const output = await invoke(callable, call, read, open);
  return shape === undefined ? (output ?? {}) : (plainJson.write(shape.output)(output) ?? {});
}

const textOf = (body: Uint8Array): string => Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');

/** The shapes of an AWS operation; those of the service `yagura` check their own input. */
const shapeOf = async ({ service, name }: Callable): Promise<OperationShape | undefined> =>
  Object.hasOwn(services, service) ? (await serviceShape(service)).operations.get(name) : undefined;
