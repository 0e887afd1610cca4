import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault, orElse, randomId, whenThere, type Clock, type Soon } from '#kernel';
import { callOf, type Arrived } from './arrived.ts';
import type { Call } from './caller.ts';
import type { Claim } from './claim.ts';
import { serviceShape, shapeAtHand } from './clients.ts';
import { gathering } from './gathering.ts';
import { identified, type Identified } from './identified.ts';
import { headOf, isForFront } from './incoming.ts';
import { invoke, type Passage } from './invoke.ts';
import { callJson, type Named, type Operations } from './json-call.ts';
import type { Callable } from './operation.ts';
import { openProtocols, protocolFor, protocolOf, type Protocols } from './protocol-of.ts';
import type { Asked } from './protocol.ts';
import type { ServiceShape } from './schemas.ts';
import { send } from './send.ts';
import { services } from './services.ts';
import { SigningKeys } from './signing-keys.ts';
import { wireError } from './wire-error.ts';
import type { WireReply } from './wire.ts';

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
  callJson(wanted: Named, json: unknown, call: Call): Promise<unknown>;
}

interface Open extends FrontParts {
  readonly protocols: Protocols;
  readonly keys: SigningKeys;
  readonly byName: Operations;
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

function answerTo(arrived: Arrived, { claim, caller }: Identified, open: Open): Soon<WireReply> {
  return whenThere(shapeAtHand(claim.scope.service) ?? serviceOf(claim), (service) => {
    arrived.service = service;
    const { request, requestId } = arrived;
    const protocol = protocolFor(service, open.protocols);
    const asked = protocol.ask(service, request);
    const { operation, callable } = wanted(service, asked, open);
    const read = callable.text === true ? () => textOf(request.body) : asked.read;
    return whenThere(invoke(callable, callOf(arrived, caller, claim), read, open), (output) =>
      protocol.answer({ service, operation, output, requestId }),
    );
  });
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

function refusal(thrown: unknown, { request, service, requestId }: Arrived, open: Open): WireReply {
  const protocol = protocolOf(request, open.protocols);
  const error = wireError(thrown, { family: protocol.family, service });
  if (error.status >= 500) open.log.error({ err: thrown, requestId }, 'A signed request failed inside Yagura.');
  return protocol.refuse(error, { service, requestId });
}

const textOf = (body: Uint8Array): string => Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');
