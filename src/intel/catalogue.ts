import type { Category } from './category.ts';
import { DomainIndex } from './domain-index.ts';
import { isNetwork, networkAround, type Entry, type NetworkEntry } from './entry.ts';
import { Networks } from './network-index.ts';

/** A list as those see it who look something up. */
export interface ListInfo {
  readonly id: string;
  readonly name: string;
  /** What is on a trusted list is left alone, what is on a threat list is suspicious; a known one says what something is. */
  readonly kind: 'trusted' | 'threat' | 'known';
  /** Empty for a list that people gave of their own. */
  readonly category: Category | '';
  /** Whose list it is: an account and a Region. Both empty for what holds everywhere. */
  readonly account: string;
  readonly region: string;
}

/** Something that was found on a list. */
export interface Match {
  readonly list: ListInfo;
  /** As it stands on the list: `203.0.113.0/24`, `example.com`. */
  readonly entry: string;
  /** What the list says of it; empty where it says nothing. */
  readonly threat: string;
}

/** Lists, compiled for looking up. */
export class Catalogue {
  readonly #networks: Networks;
  readonly #domains: DomainIndex;
  /** What lists say of their entries, each once: entries carry its number. */
  readonly #said: readonly Said[];

  constructor(lists: readonly { readonly list: ListInfo; readonly entries: readonly Entry[] }[]) {
    const said = new Map<string, { readonly number: number; readonly what: Said }>();
    const networks: [NetworkEntry, number][] = [];
    const domains: [string, number][] = [];
    for (const [at, { list, entries }] of lists.entries())
      for (const entry of entries) {
        const number = numberOf(`${at} ${entry.threat}`, { list, threat: entry.threat }, said);
        if (isNetwork(entry)) networks.push([entry, number]);
        else domains.push([entry.domain, number]);
      }
    this.#said = [...said.values()].map(({ what }) => what);
    this.#networks = new Networks(networks);
    this.#domains = new DomainIndex(domains);
  }

  /** Everything that holds an address, the narrowest first. */
  addressIn(address: string): Match[] {
    return this.#networks.holding(address, (bits, number) => new NetworkMatch(this.#saidOf(number), address, bits));
  }

  /** Everything that holds a name: a domain on a list holds all names below it. */
  domainIn(name: string): Match[] {
    const plain = name.toLowerCase();
    return this.#domains.holding(plain.endsWith('.') ? plain.slice(0, -1) : plain).map(({ domain, entry }) => {
      const { list, threat } = this.#saidOf(entry);
      return { list, threat, entry: domain };
    });
  }

  #saidOf(number: number): Said {
    const said = this.#said[number];
    if (said === undefined) throw new TypeError('Nothing is said of an entry.');
    return said;
  }
}

/** A network that holds an address. It is written out only for who reads it: that takes longer than finding it. */
class NetworkMatch implements Match {
  readonly list: ListInfo;
  readonly threat: string;
  readonly #address: string;
  readonly #bits: number;

  constructor({ list, threat }: Said, address: string, bits: number) {
    this.list = list;
    this.threat = threat;
    this.#address = address;
    this.#bits = bits;
  }

  get entry(): string {
    return networkAround(this.#address, this.#bits);
  }
}

type Said = Pick<Match, 'list' | 'threat'>;

function numberOf(
  key: string,
  what: Said,
  known: Map<string, { readonly number: number; readonly what: Said }>,
): number {
  const number = known.get(key)?.number ?? known.size;
  if (number === known.size) known.set(key, { number, what });
  return number;
}

/** What looks things up. */
export type Lookup = Pick<Catalogue, 'addressIn' | 'domainIn'>;
