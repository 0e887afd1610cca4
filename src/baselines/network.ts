import ipaddr from 'ipaddr.js';
import { remembered } from '#kernel';

/** What kind of place CloudTrail gives as the source of a call. */
export type PlaceKind = 'service' | 'private' | 'public' | 'unknown';

/** A service of AWS that acts for somebody, a private address (through an endpoint of a VPC), or the internet. */
export const placeKind = (address: string): PlaceKind => known(address).kind;

function kindOf(address: string, found: Parsed): PlaceKind {
  if (/\.amazonaws\.com(\.cn)?$/i.test(address) || address === 'AWS Internal') return 'service';
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
  const found = kind === 'public' ? known(address).parsed : undefined;
  if (found === undefined) return '';
  const bytes = found.toByteArray();
  return found.kind() === 'ipv4'
    ? `${bytes[0]}.${bytes[1]}.0.0/16`
    : `${pair(bytes[0], bytes[1])}:${pair(bytes[2], bytes[3])}::/32`;
}

/** 4 for IPv4, 6 for IPv6, 0 for what is no address. */
export function familyOf(address: string): 4 | 6 | 0 {
  const found = known(address).parsed;
  return found === undefined ? 0 : found.kind() === 'ipv4' ? 4 : 6;
}

const pair = (high = 0, low = 0): string => ((high << 8) | low).toString(16);

type Parsed = ipaddr.IPv4 | ipaddr.IPv6 | undefined;

interface Known {
  readonly parsed: Parsed;
  readonly kind: PlaceKind;
}

/** As many addresses as fit into some megabytes. */
const known = remembered((address): Known => {
  const parsed = parse(address);
  return { parsed, kind: kindOf(address, parsed) };
}, 20_000);

function parse(address: string): Parsed {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return undefined;
  const found = ipaddr.IPv6.parse(address);
  return found.isIPv4MappedAddress() ? found.toIPv4Address() : found;
}
