import type { Claim } from './claim.ts';
import { headerOf, pairsOf, percentDecoded, type WireRequest } from './wire.ts';

/**
 * The text that a client signed, made anew from what came over the wire.
 * Source: "Create a signed AWS API request" in the IAM user guide; peer in the tests: @smithy/signature-v4.
 */
export function canonicalRequest(request: WireRequest, claim: Claim, payloadHash: string): string {
  const { service, signedHeaders, headerNames } = claim.scope;
  const repeated = repeats(request) ? headersByName(request.rawHeaders) : undefined;
  const path = service === 's3' ? request.path : canonicalPath(request.path);
  let text = `${request.method}\n${path}\n${canonicalQuery(request.query)}\n`;
  for (const name of signedHeaders)
    text += `${name}:${repeated?.get(name) ?? tidy(headerOf(request.headers, name) ?? '')}\n`;
  return `${text}\n${headerNames}\n${payloadHash}`;
}

/** Without dot segments and empty ones, and encoded a second time: every service but S3 signs paths so. */
export function canonicalPath(path: string): string {
  if (path === '/') return path;
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(encoded(segment));
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

/** Sorted by name, then by value, each encoded in one way; without the signature itself. */
export function canonicalQuery(query: string): string {
  if (query === '') return '';
  return pairsOf(query, percentDecoded)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .toSorted(([one, first], [other, second]) => compare(one, other) || compare(first, second))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Whether a header came more than once: then node's own joining of values is not that of signatures. */
const repeats = ({ headers, rawHeaders }: WireRequest): boolean =>
  Object.keys(headers).length * 2 !== rawHeaders.length;

/** Trimmed, and runs of blanks as one. */
function tidy(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes('  ') || trimmed.includes('\t') ? trimmed.replaceAll(/[ \t]+/g, ' ') : trimmed;
}

/** Header values by lower-case name; several of a name are joined by commas. */
function headersByName(raw: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const value = tidy(raw[at + 1] ?? '');
    const known = found.get(name);
    found.set(name, known === undefined ? value : `${known},${value}`);
  }
  return found;
}

/** Everything percent-encoded but what RFC 3986 leaves alone. */
const encoded = (text: string): string =>
  /^[\w.~-]*$/.test(text)
    ? text
    : encodeURIComponent(text).replaceAll(
        /[!'()*]/g,
        (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
      );

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
