import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Reader, type Response } from 'mmdb-lib';
import { z } from 'zod';
import { Fault, once, textOf, type Text } from '#kernel';

/** Where an address is, as far as the databases know; what they do not know is absent. */
export interface Place {
  /** ISO 3166-1 code: `JP`. */
  readonly country?: string;
  readonly countryName?: Text;
  readonly city?: string;
  /** Degrees; of the city where it is known, else the middle of the country. */
  readonly latitude?: number;
  readonly longitude?: number;
  /** Number of the autonomous system that announces the address. */
  readonly asn?: number;
  /** Who runs that system. */
  readonly network?: string;
}

/** Countries and networks of addresses, from the databases that the user gave. */
export interface Geography {
  /** What can be told at all; without a database of that kind a question gets no answer, and who asks says so. */
  readonly knows: { readonly countries: boolean; readonly positions: boolean; readonly networks: boolean };
  /** Nothing for a private, unknown or malformed address. */
  placeOf(address: string): Place | undefined;
}

/** Without a database nothing is known. */
export const nowhere: Geography = {
  knows: { countries: false, positions: false, networks: false },
  placeOf: () => undefined,
};

/**
 * Opens databases in the MaxMind DB format (GeoLite2 or GeoIP2 Country, City, ASN, and those of other makers with the
 * same fields). Throws `BadConfig` naming the file and the remedy.
 */
export async function openGeography(files: readonly string[]): Promise<Geography> {
  if (files.length === 0) return nowhere;
  const readers = await Promise.all(files.map(open));
  const types = readers.map(({ metadata }) => metadata.databaseType);
  const holds = (kind: RegExp): boolean => types.some((type) => kind.test(type));
  return {
    knows: {
      countries: holds(/country|city|enterprise/i),
      positions: holds(/city|enterprise/i),
      networks: holds(/asn|isp|enterprise/i),
    },
    placeOf(address) {
      if (isIP(address) === 0) return undefined;
      const places = readers.flatMap((reader) => placeIn(reader, address) ?? []);
      return places.length === 0 ? undefined : places.reduce(withMore);
    },
  };
}

/** What one database says of an address, and beside it what a later one adds. */
const withMore = (place: Place, further: Place): Place => ({ ...place, ...further });

async function open(file: string): Promise<Reader<Response>> {
  try {
    return new Reader<Response>(await readFile(file));
  } catch (error) {
    throw new Fault(
      'BadConfig',
      {
        en: `The geography database ${file} cannot be used: ${textOf(error).en}. Name a file in MaxMind's .mmdb format under intel.geography, such as GeoLite2-City.mmdb and GeoLite2-ASN.mmdb.`,
        ja: `位置情報データベース ${file} が使えません（${textOf(error).ja}）。intel.geography には、GeoLite2-City.mmdb や GeoLite2-ASN.mmdb のような MaxMind の .mmdb 形式のファイルを指定してください。`,
      },
      { cause: error },
    );
  }
}

/** The fields that the makers of such databases share; whatever else a record holds is passed over. */
const Row = z.object({
  country: z.object({ iso_code: z.string() }).optional().catch(undefined),
  registered_country: z.object({ iso_code: z.string() }).optional().catch(undefined),
  city: z
    .object({ names: z.object({ en: z.string() }) })
    .optional()
    .catch(undefined),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined),
  autonomous_system_number: z.number().optional().catch(undefined),
  autonomous_system_organization: z.string().optional().catch(undefined),
});

function placeIn(reader: Reader<Response>, address: string): Place | undefined {
  const row = Row.safeParse(reader.get(address));
  if (!row.success) return undefined;
  const { city, location, autonomous_system_number: asn, autonomous_system_organization: network } = row.data;
  const country = row.data.country?.iso_code ?? row.data.registered_country?.iso_code;
  return {
    ...(country === undefined ? {} : { country, countryName: nameOf(country) }),
    ...(city === undefined ? {} : { city: city.names.en }),
    ...location,
    ...(asn === undefined ? {} : { asn }),
    ...(network === undefined ? {} : { network }),
  };
}

/** How regions are called, made when the first is asked for: it takes the engine of JavaScript some milliseconds. */
const regionNames = once(() => ({
  en: new Intl.DisplayNames('en', { type: 'region' }),
  ja: new Intl.DisplayNames('ja', { type: 'region' }),
}));

function nameOf(country: string): Text {
  if (!/^[A-Z]{2}$/.test(country)) return { en: country, ja: country };
  const { en, ja } = regionNames();
  return { en: en.of(country) ?? country, ja: ja.of(country) ?? country };
}

/** Kilometres between two positions along the surface of the earth; nothing when one has no position. */
export function kilometresBetween(one: Place, other: Place): number | undefined {
  const [from, to] = [positionOf(one), positionOf(other)];
  if (from === undefined || to === undefined) return undefined;
  const chord =
    haversine(to.latitude - from.latitude) +
    Math.cos(from.latitude) * Math.cos(to.latitude) * haversine(to.longitude - from.longitude);
  return 2 * meanRadius * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const haversine = (radians: number): number => Math.sin(radians / 2) ** 2;

/** Kilometres (IUGG). */
const meanRadius = 6371.0088;

function positionOf({ latitude, longitude }: Place): { latitude: number; longitude: number } | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  return { latitude: (latitude * Math.PI) / 180, longitude: (longitude * Math.PI) / 180 };
}
