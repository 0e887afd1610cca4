import ipaddr from 'ipaddr.js';
import { ipv4Of } from './ipv4.ts';
import { ipv6Of } from './ipv6.ts';

/** One thing on a list: a network (a single address is one of its own) or a domain with all below it. */
export type Entry = NetworkEntry | DomainEntry;

export interface NetworkEntry {
  /** The first address as a number: of 32 bits for IPv4, of 128 for IPv6. */
  readonly first: bigint;
  /** Bits that all its addresses share. */
  readonly bits: number;
  readonly family: 4 | 6;
  readonly threat: string;
}

export interface DomainEntry {
  /** In lower case, without a dot at its end. */
  readonly domain: string;
  readonly threat: string;
}

/** Reads an address, a range such as `203.0.113.0/24`, or a domain; nothing for anything else. */
export const entryOf = (text: string, threat = ''): Entry | undefined =>
  networkOf(text.trim(), threat) ?? domainOf(text.trim(), threat);

/** An address or a range in CIDR notation; bits behind its length are taken as 0. Undefined for what is neither. */
export function networkOf(text: string, threat = ''): NetworkEntry | undefined {
  const [address = '', length, ...more] = text.split('/');
  const parsed = addressOf(address);
  if (parsed === undefined || more.length > 0) return undefined;
  const full = parsed.family === 4 ? 32 : 128;
  const bits = length === undefined ? full : bitsOf(length, address.includes(':') ? 128 - full : 0);
  if (bits < 0 || bits > full) return undefined;
  return { ...around(parsed, bits), threat };
}

/** How the network of so many bits around an address is written; empty text for what is no address. */
export function networkAround(address: string, bits: number): string {
  const parsed = addressOf(address);
  return parsed === undefined ? '' : textOfNetwork(around(parsed, bits));
}

function around({ value, family }: { value: bigint; family: 4 | 6 }, bits: number): Omit<NetworkEntry, 'threat'> {
  const host = BigInt((family === 4 ? 32 : 128) - bits);
  return { first: (value >> host) << host, bits, family };
}

/** The length of a range of IPv4 in IPv6 form counts the 96 bits before it. */
const bitsOf = (length: string, before: number): number => (/^\d{1,3}$/.test(length) ? Number(length) - before : -1);

/** An address as a number; IPv4 written in IPv6 form counts as IPv4. */
export function addressOf(text: string): { value: bigint; family: 4 | 6 } | undefined {
  const plain = ipv4Of(text);
  if (plain !== undefined) return { value: BigInt(plain), family: 4 };
  const wide = ipv6Of(text);
  if (wide !== undefined && wide >> 32n !== mapped) return { value: wide, family: 6 };
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress()
    ? { value: valueOf(address.toIPv4Address().octets), family: 4 }
    : { value: valueOf(address.toByteArray()), family: 6 };
}

/** The 96 bits before an address of IPv4 in IPv6 form. */
const mapped = 0xffffn;

const valueOf = (bytes: readonly number[]): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** `*.example.com` on a list means what `example.com` does. */
export function domainOf(text: string, threat = ''): DomainEntry | undefined {
  const domain = text.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
  const isOne =
    domain.length <= 253 && /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(domain);
  return isOne ? { domain, threat } : undefined;
}

export const isNetwork = (entry: Entry): entry is NetworkEntry => 'family' in entry;

/** A network as it is written: `203.0.113.0/24`; a single address without its length. */
export function textOfNetwork({ first, bits, family }: Omit<NetworkEntry, 'threat'>): string {
  const size = family === 4 ? 4 : 16;
  const bytes = Buffer.from(first.toString(16).padStart(size * 2, '0'), 'hex');
  const address = ipaddr.fromByteArray([...bytes]).toString();
  return bits === size * 8 ? address : `${address}/${bits}`;
}
