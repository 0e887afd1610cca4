import { z } from 'zod';
import { Catalogue, categories, entryOf, kindOf, type Entry, type ListInfo } from '#intel';
import { Fault } from '#kernel';
import type { ThreatLists } from './threat-lists.ts';

/** What a line of a test puts on a list: a people's own (`threat`, `trusted`), or one of a category. */
const Line = z.strictObject({ list: z.enum(['threat', 'trusted', ...categories]), entry: z.string() });
type Line = z.infer<typeof Line>;

/**
 * The lists that the lines of windows' tests give: `{ list: tor, entry: 198.51.100.7 }`. They hold everywhere, so that
 * each test takes addresses of its own. Throws `BadInput`.
 */
export async function madeLists(lines: readonly Readonly<Record<string, unknown>>[]): Promise<ThreatLists> {
  const given = lines.filter((line) => 'list' in line).map((line) => Line.parse(line));
  const catalogue = new Catalogue(given.map((line) => ({ list: infoOf(line), entries: [entryIn(line)] })));
  return {
    homeAccount: '',
    fingerprint: JSON.stringify(given),
    addressIn: (address) => catalogue.addressIn(address),
    domainIn: (name) => catalogue.domainIn(name),
  };
}

function infoOf({ list }: Line): ListInfo {
  const shared = { id: list, name: list, account: '', region: '' };
  if (list === 'threat' || list === 'trusted') return { ...shared, kind: list, category: '' };
  return { ...shared, kind: kindOf(list), category: list };
}

function entryIn({ entry }: Line): Entry {
  const read = entryOf(entry);
  if (read === undefined)
    throw new Fault('BadInput', `A test puts "${entry}" on a list, which is no address and no domain.`);
  return read;
}
