import { once } from '#kernel';
import { placeOf, textOf, type CellTest, type Fields } from './cells.ts';
import { compile, type Aliases, type Predicate } from './compile.ts';
import { ProbeTable } from './probe-table.ts';
import { rawProbe } from './raw-probe.ts';
import type { Rule } from './rule.ts';
import { sharedPredicates, type SharedPredicates } from './shared-predicates.ts';
import type { Tree } from './tree.ts';
import { worthAsking } from './worth-asking.ts';
import { restOf, spreadOf, witnessOf, type Witness } from './witness.ts';

/** A rule compiled for one source. */
interface Entry {
  readonly rule: Rule;
  readonly order: number;
  readonly witness: Witness | undefined;
  /** What is left to ask once its witness was found; compiled when that happens for the first time. */
  rest: Predicate | undefined;
  /** The last search that looked at it, so that it is looked at once. */
  search: number;
}

/**
 * The rules of one source, by what must be in an event for them to match.
 * INVARIANT: `match` answers what `fullScan` answers; a property test holds the two together.
 */
export class SourceRules {
  readonly #entries: readonly Entry[];
  /** Rules that any event may match. */
  readonly #always: readonly Entry[];
  /** For each field that a witness names: finds the rules to look at. */
  readonly #probes: readonly Predicate[];
  /** False when no rule can match the raw JSON of an event. */
  readonly wants: (line: Buffer | string) => boolean;
  readonly #rests: readonly Tree[];
  readonly #shared: SharedPredicates;
  /** Every rule by itself, compiled for the full scan alone. */
  readonly #whole: () => readonly Predicate[];
  #search = 0;
  #fields: Fields = {};
  #found: Entry[] = [];

  constructor(rules: readonly Rule[], aliases: Aliases) {
    const spread = spreadOf(rules.map(({ detection }) => detection));
    const witnesses = rules.map(({ detection }) => witnessOf(detection, spread));
    this.#rests = rules.map(({ detection }, order) => restOf(detection, witnesses[order]));
    this.#shared = sharedPredicates(this.#rests, aliases);
    this.#whole = once(() => rules.map(({ detection }) => compile(detection, aliases)));
    this.#entries = rules.map((rule, order) => ({
      rule,
      order,
      witness: witnesses[order],
      rest: undefined,
      search: 0,
    }));
    this.#always = this.#entries.filter(({ witness }) => witness === undefined);
    this.#probes = [...tablesOf(this.#entries)].map(([field, table]) =>
      placeOf(field, aliases).some(this.#visitor(table)),
    );
    this.wants =
      this.#always.length > 0
        ? always
        : worthAsking(
            rawProbe(
              this.#entries.flatMap(({ witness }) => witness ?? []),
              aliases,
            ),
          );
  }

  match(fields: Fields): readonly Rule[] {
    this.#search++;
    this.#shared.begin();
    this.#fields = fields;
    const found: Entry[] = [];
    this.#found = found;
    for (const probe of this.#probes) probe(fields);
    for (const entry of this.#always) this.#look(entry);
    return rulesOf(found);
  }

  #look(entry: Entry): void {
    if (entry.search === this.#search) return;
    entry.search = this.#search;
    entry.rest ??= this.#restOf(entry);
    if (entry.rest(this.#fields)) this.#found.push(entry);
  }

  #restOf({ order }: Entry): Predicate {
    const rest = this.#rests[order];
    return rest === undefined ? always : this.#shared.predicateOf(rest);
  }

  /** Looks at the rules of a cell's value; every cell of a field counts, so none of them ends the visit. */
  #visitor(table: ProbeTable<Entry>): CellTest {
    return (cell) => {
      for (const entry of table.entriesFor(typeof cell === 'string' ? cell : textOf(cell))) this.#look(entry);
      return false;
    };
  }

  fullScan(fields: Fields): readonly Rule[] {
    const whole = this.#whole();
    return this.#entries.filter(({ order }) => whole[order]?.(fields)).map(({ rule }) => rule);
  }
}

/** The rules in the order given; few match, and mostly in order, so sorting is not worth its start. */
function rulesOf(found: Entry[]): Rule[] {
  const rules: Rule[] = [];
  for (let place = 0; place < found.length; place++) {
    const entry = found[place];
    if (entry === undefined) break;
    let before = place;
    for (let other = found[before - 1]; other !== undefined && other.order > entry.order; other = found[--before - 1])
      found[before] = other;
    found[before] = entry;
  }
  for (const { rule } of found) rules.push(rule);
  return rules;
}

const always = (): boolean => true;

/** The rules to look at by field and by what the field holds. */
function tablesOf(entries: readonly Entry[]): ReadonlyMap<string, ProbeTable<Entry>> {
  const tables = new Map<string, ProbeTable<Entry>>();
  for (const entry of entries) {
    for (const probe of entry.witness ?? []) {
      const table = tables.get(probe.field) ?? new ProbeTable<Entry>();
      tables.set(probe.field, table);
      table.add(probe, entry);
    }
  }
  return tables;
}
