import { isIP } from 'node:net';
import type { ListInfo, Lookup } from '#intel';

/** The lists in force, and who gave them. */
export interface ThreatLists extends Lookup {
  /** Yagura's own account: its lists hold for every account and Region. */
  readonly homeAccount: string;
  /** Told of the lists in force: the same for the same content. */
  readonly fingerprint: string;
}

/** An address or a name, and the account and Region whose log tells of it. */
export interface Contact {
  readonly account: string;
  readonly region: string;
  readonly value: string;
}

/** A contact that stands on lists. */
export interface ListedContact extends Contact {
  /** What the lists are about (`#intel`); empty text for lists that people gave. */
  readonly categories: readonly string[];
  /** Names of the lists. */
  readonly lists: readonly string[];
  /** As it stands on them: `203.0.113.0/24`, `example.com`. */
  readonly entries: readonly string[];
  /** What the lists say of it. */
  readonly threats: readonly string[];
}

/** Those, each once, that stand on a list that holds for their account; what stands on a trusted one too is left out. */
export function listedAmong(contacts: readonly Contact[], lists: ThreatLists): ListedContact[] {
  const different = new Map(contacts.map((one) => [`${one.account} ${one.region} ${one.value}`, one]));
  return [...different.values()].flatMap((contact) => {
    const { value } = contact;
    const matches = (isIP(value) > 0 ? lists.addressIn(value) : lists.domainIn(value)).filter(({ list }) =>
      holdsFor(list, contact, lists),
    );
    if (matches.length === 0 || matches.some(({ list }) => list.kind === 'trusted')) return [];
    return [
      {
        account: contact.account,
        region: contact.region,
        value,
        categories: unique(matches.map(({ list }) => list.category)),
        lists: unique(matches.map(({ list }) => list.name)),
        entries: unique(matches.map(({ entry }) => entry)),
        threats: unique(matches.map(({ threat }) => threat)).filter((threat) => threat !== ''),
      },
    ];
  });
}

/** A list of an account holds for that account and Region, what comes with Yagura and what its own account gave for all. */
const holdsFor = (list: ListInfo, { account, region }: Contact, { homeAccount }: ThreatLists): boolean =>
  list.account === '' ||
  list.account === homeAccount ||
  (list.account === account && (list.region === region || region === ''));

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();
