/**
 * The search part of an address: `?severity=critical&severity=high&account!=111122223333`. Every value is text, and a
 * name may have several.
 */
export type Address = Readonly<Record<string, readonly string[]>>;

/** Reads the search part of an address; names without a value are left out. */
export function readAddress(search: string): Address {
  const values = new Map<string, string[]>(); // a reader may write `?toString=1`
  for (const [name, value] of new URLSearchParams(search))
    if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

/** Writes the search part of an address, with its question mark; empty when nothing is in it. */
export function writeAddress(address: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(address).flatMap(([name, given]) =>
    [given]
      .flat()
      .filter((value) => value !== undefined && value !== '' && value !== null)
      .map((value) => `${encoded(name)}=${encoded(String(value))}`),
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Only the names that a page knows. */
export const keep =
  (...names: readonly string[]) =>
  (given: Readonly<Record<string, unknown>>): Address =>
    kept(given, (name) => names.includes(name));

/** Only the names that a page knows, told by a function. */
export function kept(given: Readonly<Record<string, unknown>>, isKnown: (name: string) => boolean): Address {
  const entries = Object.entries(given).filter(([name]) => isKnown(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, texts(value)] as const).filter(([, values]) => values.length > 0),
  );
}

/** The value of a name that stands once. */
export const one = (address: Address, name: string): string | undefined => address[name]?.[0];

const texts = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');

/** Colons and slashes are allowed in this part, and an address with them is easier to read. A log may hold half a sign. */
const encoded = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
