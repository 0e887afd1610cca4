import type { CompiledPolicy } from './compiled-policy.ts';
import type { Tally } from './decision.ts';
import type { CedarRequest } from './request.ts';

/** Up to so many cells are compared one by one, which is faster than a table: most rows have one or two. */
const few = 4;

/** Policies that ask the same of the principal, by what they ask of the resource. */
export class Row {
  /** What is asked of the resource, and the policies that ask it, in the same order. */
  private readonly labels: number[] = [];
  private readonly cells: CompiledPolicy[][] = [];
  private table: Map<number, CompiledPolicy[]> | undefined = undefined;

  add(policy: CompiledPolicy): void {
    const label = policy.resourceLabel;
    const known = this.table === undefined ? this.cells[this.labels.indexOf(label)] : this.table.get(label);
    if (known === undefined) this.addCell(label, [policy]);
    else known.push(policy);
  }

  /** Asks the policies that ask of the resource what it fulfils. */
  ask(resource: readonly number[], request: CedarRequest, tally: Tally): void {
    const { labels, cells, table } = this;
    if (table !== undefined) {
      for (const label of resource) tally.ask(table.get(label), request);
      return;
    }
    for (let place = 0; place < labels.length; place++)
      if (resource.includes(labels[place] ?? -1)) tally.ask(cells[place], request);
  }

  private addCell(label: number, cell: CompiledPolicy[]): void {
    this.labels.push(label);
    this.cells.push(cell);
    if (this.table !== undefined) this.table.set(label, cell);
    else if (this.labels.length > few)
      this.table = new Map(this.labels.map((one, place) => [one, this.cells[place] ?? []]));
  }
}

/** The policies that speak of one action, by the labels of what they ask of principal and resource. */
export class ScopeIndex {
  /** Its place among the indexes of its set. */
  readonly place: number;
  private readonly rows = new Map<number, Row>();

  constructor(policies: readonly CompiledPolicy[], place: number) {
    this.place = place;
    for (const policy of policies) this.rowOf(policy.principalLabel).add(policy);
  }

  /** The rows that a principal with these labels fulfils. */
  rowsOf(principal: readonly number[]): Row[] {
    const found: Row[] = [];
    for (const label of principal) {
      const row = this.rows.get(label);
      if (row !== undefined) found.push(row);
    }
    return found;
  }

  private rowOf(label: number): Row {
    const row = this.rows.get(label) ?? new Row();
    this.rows.set(label, row);
    return row;
  }
}
