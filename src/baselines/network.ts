import ipaddr from 'ipaddr.js';

/** What kind of place CloudTrail gives as the source of a call. */
export type PlaceKind = 'service' | 'private' | 'public' | 'unknown';

/** A service of AWS that acts for somebody, a private address (through an endpoint of a VPC), or the internet. */
export function placeKind(address: string): PlaceKind {
  if (/\.amazonaws\.com(\.cn)?$/i.test(address) || address === 'AWS Internal') return 'service';
  const found = parsedOf(address);
  if (found === undefined) return 'unknown';
  return found.range() === 'unicast' || documented.has(found.range()) ? 'public' : 'private';
}

/** Ranges for documents stand for public ones: examples and simulations use them. */
const documented = new Set<string>(['reserved', 'as112', 'amt']);

/**
 * The network of an address as far as it can be told without a database: /16 for IPv4, /32 for IPv6, which is about
 * what one provider announces. Private networks are one; a service of AWS is none.
 */
export function networkOf(address: string): string {
  const kind = placeKind(address);
  if (kind === 'private') return 'private';
  const found = kind === 'public' ? parsedOf(address) : undefined;
  if (found === undefined) return '';
  const bytes = found.toByteArray();
  return found.kind() === 'ipv4'
    ? `${bytes[0]}.${bytes[1]}.0.0/16`
    : `${pair(bytes[0], bytes[1])}:${pair(bytes[2], bytes[3])}::/32`;
}

/** 4 for IPv4, 6 for IPv6, 0 for what is no address. */
export function familyOf(address: string): 4 | 6 | 0 {
  const found = parsedOf(address);
  return found === undefined ? 0 : found.kind() === 'ipv4' ? 4 : 6;
}

const pair = (high = 0, low = 0): string => ((high << 8) | low).toString(16);

type Parsed = ipaddr.IPv4 | ipaddr.IPv6 | undefined;

/** Addresses come again from call to call; no more of them are remembered than fit into some megabytes. */
const parsed = new Map<string, Parsed>();
const mostParsed = 20_000;

function parsedOf(address: string): Parsed {
  if (parsed.has(address)) return parsed.get(address);
  if (parsed.size >= mostParsed) parsed.clear();
  const found = parse(address);
  parsed.set(address, found);
  return found;
}

function parse(address: string): Parsed {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return undefined;
  const found = ipaddr.IPv6.parse(address);
  return found.isIPv4MappedAddress() ? found.toIPv4Address() : found;
}
