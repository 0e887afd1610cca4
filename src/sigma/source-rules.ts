import { placeOf, textOf, type Fields, type Place } from './cells.ts';
import { compile, type Aliases, type Predicate } from './compile.ts';
import { ProbeTable } from './probe-table.ts';
import { rawProbe } from './raw-probe.ts';
import type { Rule } from './rule.ts';
import { spreadOf, witnessOf, type Witness } from './witness.ts';

/** A rule compiled for one source. */
interface Entry {
  readonly rule: Rule;
  readonly order: number;
  readonly holds: Predicate;
  readonly witness: Witness | undefined;
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
  readonly #probes: readonly { readonly place: Place; readonly table: ProbeTable<Entry> }[];
  /** False when no rule can match the raw JSON of an event. */
  readonly wants: (line: Buffer | string) => boolean;
  #search = 0;

  constructor(rules: readonly Rule[], aliases: Aliases) {
    const spread = spreadOf(rules.map(({ detection }) => detection));
    this.#entries = rules.map((rule, order) => ({
      rule,
      order,
      holds: compile(rule.detection, aliases),
      witness: witnessOf(rule.detection, spread),
      search: 0,
    }));
    this.#always = this.#entries.filter(({ witness }) => witness === undefined);
    this.#probes = probesOf(this.#entries, aliases);
    this.wants = this.#always.length > 0 ? () => true : rawProbe(this.#entries.flatMap(({ witness }) => witness ?? []), aliases);
  }

  match(fields: Fields): readonly Rule[] {
    const search = ++this.#search;
    const found: Entry[] = [];
    const look = (entry: Entry): void => {
      if (entry.search === search) return;
      entry.search = search;
      if (entry.holds(fields)) found.push(entry);
    };
    const visit = (table: ProbeTable<Entry>, cell: unknown): void => {
      for (const entry of table.entriesFor(textOf(cell))) look(entry);
    };
    for (const { place, table } of this.#probes) {
      place.some(fields, (cell) => {
        visit(table, cell);
        return false; // every cell of the field counts
      });
    }
    for (const entry of this.#always) look(entry);
    if (found.length > 1) found.sort((one, other) => one.order - other.order);
    return found.map(({ rule }) => rule);
  }

  fullScan(fields: Fields): readonly Rule[] {
    return this.#entries.filter(({ holds }) => holds(fields)).map(({ rule }) => rule);
  }
}

function probesOf(entries: readonly Entry[], aliases: Aliases): { place: Place; table: ProbeTable<Entry> }[] {
  const tables = new Map<string, ProbeTable<Entry>>();
  for (const entry of entries) {
    for (const probe of entry.witness ?? []) {
      const table = tables.get(probe.field) ?? new ProbeTable<Entry>();
      tables.set(probe.field, table);
      table.add(probe, entry);
    }
  }
  return [...tables].map(([field, table]) => ({ place: placeOf(field, aliases), table }));
}
