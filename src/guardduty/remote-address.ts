import { isIP } from 'node:net';
import type { LocalIpDetails, RemoteIpDetails } from '@aws-sdk/client-guardduty';
import type { Geography, Place } from '#intel';
import { known } from './known.ts';

/**
 * What is known of an address on the other side; nothing for what is no address. Country, city and network are there
 * also when nothing is known of them, as in GuardDuty: parsers reach into them without looking.
 */
export function remoteIpDetails(address: string, geography: Pick<Geography, 'placeOf'>): RemoteIpDetails | undefined {
  const own = localIpDetails(address);
  return own && { ...own, ...placeDetails(geography.placeOf(address) ?? {}) };
}

/** Undefined for what is no address: an end of a connection may be known by its name alone. */
export function localIpDetails(address: string): LocalIpDetails | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? { IpAddressV4: address } : { IpAddressV6: address };
}

const placeDetails = ({ country, countryName, city, latitude, longitude, asn, network }: Place): RemoteIpDetails => ({
  Country: known({ CountryCode: country, CountryName: countryName?.en }) ?? {},
  City: known({ CityName: city }) ?? {},
  GeoLocation: known({ Lat: latitude, Lon: longitude }),
  Organization:
    known({ Asn: asn === undefined ? undefined : String(asn), AsnOrg: network, Isp: network, Org: network }) ?? {},
});
