import { ownCatalogue } from '#intel';
import type { Lake, LakeTable } from '#lake';
import { text } from './columns.ts';
import type { Staged } from './sheet.ts';
import { listedAmong, type ListedContact, type Contact, type ThreatLists } from './threat-lists.ts';

/** What of a sheet stands on lists, made ready for the windows that ask for it; `found` is how many rows that is. */
export interface Listed extends Staged {
  readonly found: number;
}

const words = (name: string) => ({ name, type: 'Array(String)' });
const columns: LakeTable['columns'] = [
  ...['account', 'region', 'value'].map(text),
  ...['categories', 'lists', 'entries', 'threats'].map(words),
];

/** More than this of one piece of time is no list of threats but of everything. */
const mostListed = 50_000;

/**
 * Contacts that stand on lists, looked up in memory: the engine then joins a few rows. To give it the lists would mean to
 * copy millions of entries into it at every change.
 */
export async function lookUp(contacts: readonly Contact[], parts: LookupParts): Promise<ListedContact[]> {
  return listedAmong(contacts, await listsOf(parts)).slice(0, mostListed);
}

/** Keeps them in a table of their own. */
export async function stageListed(rows: readonly ListedContact[], lake: Lake): Promise<Listed> {
  const empty = columns.map(({ name, type }) => `CAST(defaultValueOfTypeName('${type}'), '${type}') AS ${name}`);
  const stage = await lake.stage(`SELECT ${empty.join(', ')} WHERE 0`, ['value']);
  await lake.append(
    { name: stage.name, columns, orderBy: ['value'], time: 'value' },
    rows.map((row) => ({ ...row })),
  );
  return { name: stage.name, found: rows.length, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

export interface LookupParts {
  readonly lake: Lake;
  /** Those that come with Yagura alone, when absent. */
  readonly lists?: ThreatLists | undefined;
}

/** The lists that are asked. */
export async function listsOf({ lists }: Partial<Pick<LookupParts, 'lists'>>): Promise<ThreatLists> {
  if (lists !== undefined) return lists;
  const own = await ownCatalogue();
  return {
    homeAccount: '',
    fingerprint: 'own',
    addressIn: (address) => own.addressIn(address),
    domainIn: (name) => own.domainIn(name),
  };
}
