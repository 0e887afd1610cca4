import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kilometresBetween, nowhere, openGeography } from './geography.ts';
import { Double, mmdb } from './mmdb.contract.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-geography-'));
  const tokyo = {
    country: { iso_code: 'JP' },
    city: { names: { en: 'Tokyo' } },
    location: { latitude: new Double(35.69), longitude: new Double(139.69) },
  };
  const city = mmdb('GeoLite2-City', {
    '203.0.113.0/24': tokyo,
    '198.51.100.0/25': { registered_country: { iso_code: 'DE' } },
    '192.0.2.0/24': { country: 'not an object' },
  });
  const networks = mmdb('GeoLite2-ASN', {
    '203.0.113.0/24': { autonomous_system_number: 64500, autonomous_system_organization: 'Example Net' },
  });
  await writeFile(join(folder, 'city.mmdb'), city);
  await writeFile(join(folder, 'asn.mmdb'), networks);
  await writeFile(join(folder, 'broken.mmdb'), 'no database');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

describe('places of addresses', () => {
  test('country, city and network come from the databases that know them, with names in both languages', async () => {
    const geography = await openGeography([file('city.mmdb'), file('asn.mmdb')]);
    expect(geography.knows).toEqual({ countries: true, positions: true, networks: true });
    expect(geography.placeOf('203.0.113.77')).toEqual({
      country: 'JP',
      countryName: { en: 'Japan', ja: '日本' },
      city: 'Tokyo',
      latitude: 35.69,
      longitude: 139.69,
      asn: 64500,
      network: 'Example Net',
    });
  });

  test('a record that knows only where a network is registered still gives a country', async () => {
    const geography = await openGeography([file('city.mmdb')]);
    expect(geography.placeOf('198.51.100.1')).toMatchObject({ country: 'DE' });
    expect(geography.placeOf('198.51.100.200')).toBeUndefined();
    expect(geography.knows.networks).toBe(false);
  });

  test.each(['', 'AWS Internal', 'ec2.amazonaws.com', '10.0.0.1', '999.1.1.1', '::1'])(
    'nothing is told of %j',
    async (address) => {
      const geography = await openGeography([file('city.mmdb')]);
      expect(geography.placeOf(address)).toBeUndefined();
      expect(nowhere.placeOf(address)).toBeUndefined();
    },
  );

  test('a record of another shape tells nothing and breaks nothing', async () => {
    const geography = await openGeography([file('city.mmdb')]);
    expect(geography.placeOf('192.0.2.1')).toEqual({});
  });

  test.each(['broken.mmdb', 'missing.mmdb'])('%s is refused with its name and the setting', async (name) => {
    await expect(openGeography([file(name)])).rejects.toThrow(new RegExp(`${name}.*intel\\.geography`));
  });
});

test('from Tokyo to New York it is some 10,850 kilometres, and a place without a position has no distance', () => {
  const [tokyo, newYork] = [
    { latitude: 35.69, longitude: 139.69 },
    { latitude: 40.71, longitude: -74.01 },
  ];
  expect(kilometresBetween(tokyo, newYork)).toBeGreaterThan(10_800);
  expect(kilometresBetween(tokyo, newYork)).toBeLessThan(10_900);
  expect(kilometresBetween(tokyo, tokyo)).toBe(0);
  expect(kilometresBetween(tokyo, { country: 'US' })).toBeUndefined();
});
