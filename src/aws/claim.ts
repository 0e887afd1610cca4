import { amzTime } from './amz-time.ts';
import { AuthFailure } from './auth-failure.ts';
import { RememberedScopes } from './remembered-scopes.ts';
import { headerOf, pairsOf, percentDecoded, type WireRequest } from './wire.ts';

/** What a client signs with, and what: the same in all its requests to one service, for a day. */
export interface Scope {
  readonly accessKeyId: string;
  /** `20261126` */
  readonly day: string;
  readonly region: string;
  /** The signing name: `guardduty`. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** The same, as they were sent: `host;x-amz-date`. */
  readonly headerNames: string;
}

/** What a signed request claims: who signed it, for what, when, and with which signature. Nothing of it is verified yet. */
export interface Claim {
  /** The same object for the requests of a client, so that what follows from it can be kept with it. */
  readonly scope: Scope;
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** `20261126T090000Z` */
  readonly time: string;
  readonly token: string | undefined;
  /** How long a presigned request is good for, in seconds; absent when the signature is in a header. */
  readonly seconds?: number;
}

const algorithm = 'AWS4-HMAC-SHA256';
const longestPresigned = 7 * 24 * 3600;

/** Reads the claim from the Authorization header or from the query. Throws `AuthFailure` when there is none, or half of one. */
export function readClaim(request: WireRequest): Claim {
  const header = headerOf(request.headers, 'authorization');
  const query = parametersOf(request.query);
  const presigned = query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature');
  if (header !== undefined && presigned)
    throw new AuthFailure('incomplete', 'The request is signed twice, in a header and in the query. Sign it once.');
  if (presigned) return presignedClaim(query);
  if (header !== undefined) return headerClaim(header, request);
  throw new AuthFailure(
    'missing',
    'Missing Authentication Token. Sign the request with an access key of Yagura: bin/yagura keys create',
  );
}

function headerClaim(header: string, { headers }: WireRequest): Claim {
  const [before, signature] = [header.slice(0, -signatureLength), header.slice(-signatureLength)];
  const time = headerOf(headers, 'x-amz-date') ?? basicTime(headerOf(headers, 'date')) ?? '';
  const token = headerOf(headers, 'x-amz-security-token');
  const known = scopes.recall(before);
  if (known !== undefined && parts.signature.written.test(signature) && parts.time.written.test(time)) {
    refuseOtherDay(known, time);
    return { scope: known, signature, time, token };
  }
  const claim = { ...claimOf(partsOf(header, time)), token };
  if (claim.signature === signature && before.endsWith('Signature=')) scopes.remember(before, claim.scope);
  return claim;
}

/** Hexadecimal digits of a signature, which clients write last. */
const signatureLength = 64;
const scopes = new RememberedScopes();

function partsOf(header: string, time: string) {
  const [, scheme = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(header) ?? [];
  refuseOthers(scheme);
  const sent = new Map(rest.split(',').map((part) => partOf(part.trim())));
  return {
    credential: sent.get('Credential'),
    headers: sent.get('SignedHeaders'),
    signature: sent.get('Signature'),
    time,
  };
}

function presignedClaim(query: ReadonlyMap<string, string>): Claim {
  refuseOthers(query.get('X-Amz-Algorithm') ?? '');
  const signed = {
    credential: query.get('X-Amz-Credential'),
    headers: query.get('X-Amz-SignedHeaders'),
    signature: query.get('X-Amz-Signature'),
    time: query.get('X-Amz-Date'),
  };
  const expires = query.get('X-Amz-Expires') ?? '';
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > longestPresigned)
    throw new AuthFailure('incomplete', 'X-Amz-Expires must be a number of seconds from 1 to 604800, seven days.');
  return { ...claimOf(signed), token: query.get('X-Amz-Security-Token'), seconds };
}

function refuseOthers(scheme: string): void {
  if (scheme === algorithm) return;
  if (scheme.startsWith('AWS4-ECDSA'))
    throw new AuthFailure(
      'unsupported',
      'Yagura does not verify SigV4a, the asymmetric signature. Sign with AWS4-HMAC-SHA256, which every SDK does for one Region.',
    );
  throw new AuthFailure(
    'incomplete',
    `The request is signed in a way that is not known here. Sign it with ${algorithm}, as the SDKs do.`,
  );
}

/** What a signature is made of: how it is written, and what callers are told when it is not. */
const parts = {
  credential: {
    written: /^[\w-]{1,128}\/\d{8}\/[\w-]{1,64}\/[\w-]{1,64}\/aws4_request$/,
    about: 'Credential (KEY/DAY/REGION/SERVICE/aws4_request)',
  },
  headers: {
    written: /^(?:[!#$%&'*+.^_`|~\w-]+;)*host(?:;[!#$%&'*+.^_`|~\w-]+)*$/,
    about: 'SignedHeaders (lower-case names between semicolons, host among them)',
  },
  signature: { written: /^[\da-f]{64}$/, about: 'Signature (64 hexadecimal digits)' },
  time: { written: /^\d{8}T\d{6}Z$/, about: 'X-Amz-Date (such as 20261126T090000Z)' },
} as const;
type Part = keyof typeof parts;
const partNames: readonly Part[] = ['credential', 'headers', 'signature', 'time'];

function claimOf(sent: Readonly<Record<Part, string | undefined>>): Omit<Claim, 'token' | 'seconds'> {
  const lacking = partNames.filter((name) => !parts[name].written.test(sent[name] ?? ''));
  if (lacking.length > 0) {
    const about = lacking.map((name) => parts[name].about).join(' and ');
    throw new AuthFailure('incomplete', `The signature is not complete. It lacks a usable ${about}.`);
  }
  const { signature = '', time = '' } = sent;
  const scope = scopeOf(sent);
  refuseOtherDay(scope, time);
  return { scope, signature, time };
}

function scopeOf({ credential = '', headers = '' }: Readonly<Record<Part, string | undefined>>): Scope {
  const [accessKeyId = '', day = '', region = '', service = ''] = credential.split('/');
  return { accessKeyId, day, region, service, signedHeaders: headers.split(';'), headerNames: headers };
}

function refuseOtherDay({ day }: Scope, time: string): void {
  if (time.startsWith(day)) return;
  throw new AuthFailure(
    'mismatch',
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ${day} and ${time}.`,
  );
}

function partOf(text: string): [string, string] {
  const cut = text.indexOf('=');
  return [text.slice(0, cut), text.slice(cut + 1)];
}

/** The query as a map; of two with the same name the first. */
function parametersOf(query: string): ReadonlyMap<string, string> {
  if (query === '' || !query.includes('X-Amz-')) return none;
  return new Map(pairsOf(query, percentDecoded).toReversed());
}
const none: ReadonlyMap<string, string> = new Map();

/** The time of a Date header in the form of X-Amz-Date. */
function basicTime(date: string | undefined): string | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : amzTime(time);
}
