// Opens no lake.
import { expect, test } from 'vitest';
import type { Geography } from '#intel';
import { localIpDetails, remoteIpDetails } from './remote-address.ts';

const geographyOf = (place: ReturnType<Geography['placeOf']>) => ({ placeOf: () => place });

test('an address goes under its version, and a name under none', () => {
  expect(localIpDetails('192.0.2.1')).toEqual({ IpAddressV4: '192.0.2.1' });
  expect(localIpDetails('2001:db8::1')).toEqual({ IpAddressV6: '2001:db8::1' });
  expect(localIpDetails('ec2.amazonaws.com')).toBeUndefined();
  expect(remoteIpDetails('ec2.amazonaws.com', geographyOf(undefined))).toBeUndefined();
});

test('where nothing is known of an address, country, city and network are there and empty', () => {
  expect(remoteIpDetails('192.0.2.1', geographyOf(undefined))).toEqual({
    IpAddressV4: '192.0.2.1',
    Country: {},
    City: {},
    GeoLocation: undefined,
    Organization: {},
  });
});

test('what is known of an address is told in the words of GuardDuty', () => {
  const place = {
    country: 'JP',
    countryName: { en: 'Japan', ja: '日本' },
    city: 'Osaka',
    latitude: 34.7,
    longitude: 135.5,
    asn: 64500,
    network: 'Example Net',
  };
  expect(remoteIpDetails('192.0.2.1', geographyOf(place))).toEqual({
    IpAddressV4: '192.0.2.1',
    Country: { CountryCode: 'JP', CountryName: 'Japan' },
    City: { CityName: 'Osaka' },
    GeoLocation: { Lat: 34.7, Lon: 135.5 },
    Organization: { Asn: '64500', AsnOrg: 'Example Net', Isp: 'Example Net', Org: 'Example Net' },
  });
});
