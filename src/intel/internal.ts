import ipaddr from 'ipaddr.js';

/**
 * True for an address that is not one of the internet: private, of this machine, of a cloud's metadata, for tests, of
 * no use. IPv4 written in a form of IPv6 (mapped, compatible, NAT64) is judged as IPv4.
 * Source: the registries of special-purpose addresses of IANA; of IPv6 only 2000::/3 is given out.
 */
export function isInternal(text: string): boolean {
  const address = ipaddr.process(text);
  if (!(address instanceof ipaddr.IPv6)) return address.range() !== 'unicast';
  const bytes = address.toByteArray();
  if (address.range() === 'rfc6052') return ipaddr.fromByteArray(bytes.slice(12)).range() !== 'unicast';
  return address.range() !== 'unicast' || ((bytes[0] ?? 0) & 0xe0) !== 0x20;
}
