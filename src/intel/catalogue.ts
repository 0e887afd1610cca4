import type { Category } from './category.ts';
import { DomainIndex } from './domain-index.ts';
import { isNetwork, type Entry, type NetworkEntry } from './entry.ts';
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
  readonly #lists: readonly ListInfo[];
  readonly #networks: Networks;
  readonly #domains: DomainIndex;
  /** For each entry, side by side: its list, and what it says. */
  readonly #told: Uint32Array;
  readonly #threats: readonly string[];

  constructor(lists: readonly { readonly list: ListInfo; readonly entries: readonly Entry[] }[]) {
    this.#lists = lists.map(({ list }) => list);
    const all = lists.flatMap(({ entries }, at) => entries.map((entry) => ({ entry, at })));
    const threats = new Map<string, number>([['', 0]]);
    this.#told = Uint32Array.from(all.flatMap(({ at, entry: { threat } }) => [at, numberOf(threat, threats)]));
    this.#threats = [...threats.keys()];
    const networks: [NetworkEntry, number][] = [];
    const domains: [string, number][] = [];
    for (const [number, { entry }] of all.entries())
      if (isNetwork(entry)) networks.push([entry, number]);
      else domains.push([entry.domain, number]);
    this.#networks = new Networks(networks);
    this.#domains = new DomainIndex(domains);
  }

  /** Everything that holds an address, the narrowest first. */
  addressIn(address: string): Match[] {
    return this.#networks.holding(address, this.#match);
  }

  /** Everything that holds a name: a domain on a list holds all names below it. */
  domainIn(name: string): Match[] {
    const plain = name.toLowerCase();
    return this.#domains
      .holding(plain.endsWith('.') ? plain.slice(0, -1) : plain)
      .map(({ domain, entry }) => this.#match(domain, entry));
  }

  readonly #match = (text: string, entry: number): Match => {
    const list = this.#lists[this.#told[entry * 2] ?? 0];
    if (list === undefined) throw new TypeError('An entry belongs to no list.');
    return { list, entry: text, threat: this.#threats[this.#told[entry * 2 + 1] ?? 0] ?? '' };
  };
}

function numberOf(threat: string, known: Map<string, number>): number {
  const number = known.get(threat) ?? known.size;
  known.set(threat, number);
  return number;
}

/** What looks things up. */
export type Lookup = Pick<Catalogue, 'addressIn' | 'domainIn'>;
