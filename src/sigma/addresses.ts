import { remembered } from '#kernel';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The test of a range such as `10.0.0.0/8` or `2001:db8::/32`; undefined when the text is no range. */
export function rangeTest(range: string): ((text: string) => boolean) | undefined {
  const parsed = rangeOf(range);
  if (!parsed) return undefined;
  const [network, bits] = parsed;
  return remembered((text) => {
    const address = addressOf(text);
    return address !== undefined && address.kind() === network.kind() && address.match(network, bits);
  });
}

/** The range in its plain form (network and length), or undefined. A single address is a range of one. */
export function rangeOf(range: string): [Address, number] | undefined {
  const [text = '', length, ...more] = range.trim().split('/');
  const network = addressOf(text);
  if (network === undefined || more.length > 0) return undefined;
  const full = network.kind() === 'ipv4' ? 32 : 128;
  if (length === undefined) return [network, full];
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : full + 1;
  return bits <= full ? [network, bits] : undefined;
}

/** An address; IPv4 written in IPv6 form counts as IPv4. Octal, hexadecimal and shortened forms are no addresses. */
function addressOf(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
