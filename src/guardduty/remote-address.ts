import { isIP } from 'node:net';
import type { LocalIpDetails, RemoteIpDetails } from '@aws-sdk/client-guardduty';
import type { Geography, Place } from '#intel';
import { known } from './known.ts';

/** What is known of an address on the other side; nothing for what is no address. */
export function remoteIpDetails(address: string, geography: Geography): RemoteIpDetails | undefined {
  const own = localIpDetails(address);
  const place = own && geography.placeOf(address);
  return own && { ...own, ...(place === undefined ? {} : placeDetails(place)) };
}

export function localIpDetails(address: string): LocalIpDetails | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? { IpAddressV4: address } : { IpAddressV6: address };
}

const placeDetails = ({ country, countryName, city, latitude, longitude, asn, network }: Place): RemoteIpDetails =>
  known<RemoteIpDetails>({
    Country: known({ CountryCode: country, CountryName: countryName?.en }),
    City: known({ CityName: city }),
    GeoLocation: known({ Lat: latitude, Lon: longitude }),
    Organization: known({ Asn: asn === undefined ? undefined : String(asn), AsnOrg: network }),
  }) ?? {};
