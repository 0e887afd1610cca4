import { hash, timingSafeEqual } from 'node:crypto';
import { amzTime, fromAmzTime } from './amz-time.ts';
import { AuthFailure } from './auth-failure.ts';
import { canonicalRequest } from './canonical-request.ts';
import type { Claim } from './claim.ts';
import type { Credential } from './door.ts';
import type { SigningKeys } from './signing-keys.ts';
import { headerOf, pairsOf, percentDecoded, type WireRequest } from './wire.ts';

const skewMilliseconds = 15 * 60_000;

/** Throws `AuthFailure` when the claim cannot be true now, whatever the body: too old, or the key's session has ended. */
export function checkTime(claim: Claim, now: Date): void {
  const signed = fromAmzTime(claim.time);
  const ends = claim.seconds === undefined ? signed + skewMilliseconds : signed + claim.seconds * 1000;
  if (Number.isNaN(signed)) throw new AuthFailure('incomplete', `${claim.time} is no time. Send X-Amz-Date in UTC.`);
  if (now.getTime() > ends) throw tooOld(claim, now);
  if (now.getTime() < signed - skewMilliseconds)
    throw new AuthFailure(
      'skewed',
      `Signature not yet current: ${claim.time} is still later than ${amzTime(now.getTime() + skewMilliseconds)} (${amzTime(now.getTime())} + 15 min.). Set the clock of this machine.`,
    );
}

/** Throws `AuthFailure` when the key is temporary and its session token is not the right one, or has ended. */
export function checkToken({ token }: Claim, credential: Credential, now: Date): void {
  const without = token === undefined && credential.sessionToken === undefined;
  if (!without && !equal(token ?? '', credential.sessionToken ?? ''))
    throw new AuthFailure('tokenInvalid', 'The security token included in the request is invalid.');
  if (credential.expires !== undefined && credential.expires.getTime() <= now.getTime())
    throw new AuthFailure('tokenEnded', 'The security token included in the request is expired');
}

/** Throws `AuthFailure` unless the holder of the secret has signed exactly this request. */
export function checkSignature(request: WireRequest, claim: Claim, secret: string, keys: SigningKeys): void {
  refuseUnsigned(request, claim);
  const canonical = sha256(canonicalRequest(request, claim, payloadHash(request)));
  const { day, region, service } = claim.scope;
  const text = `AWS4-HMAC-SHA256\n${claim.time}\n${day}/${region}/${service}/aws4_request\n${canonical}`;
  if (!equal(keys.keyOf(claim.scope, secret).sign(text), claim.signature))
    throw new AuthFailure(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method, and that nothing between changed the Host header or the path.',
    );
}

/** INVARIANT: the hash that was signed is the hash of the body that came. */
function payloadHash({ headers, query, body }: WireRequest): string {
  const counted = body.length === 0 ? ofNothing : sha256(body);
  const told =
    headerOf(headers, 'x-amz-content-sha256') ??
    (query.includes('X-Amz-Content-Sha256')
      ? pairsOf(query, percentDecoded).find(([name]) => name === 'X-Amz-Content-Sha256')?.[1]
      : undefined);
  if (told === undefined || told === counted) return counted;
  if (/^[\da-f]{64}$/.test(told))
    throw new AuthFailure(
      'mismatch',
      'The body is not the one that was signed: its SHA-256 is not that of X-Amz-Content-Sha256.',
    );
  throw new AuthFailure(
    'mismatch',
    'The body must be signed: X-Amz-Content-Sha256 must be its SHA-256. Yagura takes neither UNSIGNED-PAYLOAD nor STREAMING-* bodies.',
  );
}

/** Headers that tell the service what to do must be signed, or somebody between could change them. */
function refuseUnsigned({ headers }: WireRequest, { scope: { signedHeaders } }: Claim): void {
  for (const name in headers) {
    if (name.startsWith('x-amz-') && !signedHeaders.includes(name))
      throw new AuthFailure('mismatch', `There were headers present in the request which were not signed: ${name}.`);
  }
}

function tooOld(claim: Claim, now: Date): AuthFailure {
  if (claim.seconds !== undefined)
    return new AuthFailure(
      'presignedEnded',
      `Request has expired: it was presigned at ${claim.time} for ${claim.seconds} seconds. Presign it anew.`,
    );
  const earliest = now.getTime() - skewMilliseconds;
  return new AuthFailure(
    'skewed',
    `Signature expired: ${claim.time} is now earlier than ${amzTime(earliest)} (${amzTime(now.getTime())} - 15 min.). Set the clock of this machine.`,
  );
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
function equal(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

const ofNothing = hash('sha256', '');

const sha256 = (data: string | Uint8Array): string => hash('sha256', data);
