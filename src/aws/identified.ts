import { orElse, whenThere, type Soon } from '#kernel';
import { callOf, type Arrived } from './arrived.ts';
import { AuthFailure } from './auth-failure.ts';
import type { Call, Caller } from './caller.ts';
import { readClaim, type Claim } from './claim.ts';
import { serviceShape } from './clients.ts';
import type { Credential, Door } from './door.ts';
import { bodyOf } from './incoming.ts';
import { failureOf } from './invoke.ts';
import { protocolFor, type Protocols } from './protocol-of.ts';
import { services } from './services.ts';
import type { SigningKeys } from './signing-keys.ts';
import { checkSignature, checkTime, checkToken } from './verify.ts';
import type { WireRequest } from './wire.ts';

/** Who sends a request, and what it is signed for. */
export interface Identified {
  readonly claim: Claim;
  readonly caller: Caller;
}

/** What requests are verified with. */
interface Verifying {
  readonly door: Door;
  readonly keys: SigningKeys;
  readonly protocols: Protocols;
}

/** Who sends this request. The body is read only when the key is known. Throws `AuthFailure`. */
export function identified(arrived: Arrived, open: Verifying): Soon<Identified> {
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

function proven(arrived: Arrived, claim: Claim, credential: Credential, open: Verifying): Soon<Identified> {
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
async function recordUnproven(why: unknown, unproven: Unproven, open: Verifying): Promise<never> {
  const { call, claim } = unproven;
  const { service } = claim.scope;
  if (!Object.hasOwn(services, service)) throw why;
  const operation = await triedOperation(unproven, open).catch(() => undefined); // it need not be well-formed either
  open.door.audit({ call, service, operation: operation ?? 'Unknown', input: undefined, ...failureOf(why) });
  throw why;
}

async function triedOperation({ claim, request }: Unproven, { protocols }: Verifying): Promise<string | undefined> {
  const service = await serviceShape(claim.scope.service);
  return protocolFor(service, protocols).ask(service, request).operation?.name;
}
