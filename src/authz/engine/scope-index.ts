import type { CompiledPolicy } from './compiled-policy.ts';

/** Policies that ask the same of the resource. */
type Cell = CompiledPolicy[];

/** Policies that ask the same of the principal: those that take any resource, and the others by what they ask of it. */
export interface Row {
  readonly any: Cell;
  readonly byResource: Map<number, Cell>;
}

/** The policies that speak of one action, by the labels of what they ask of principal and resource. */
export class ScopeIndex {
  /** Its place among the indexes of its set. */
  readonly place: number;
  private readonly rows = new Map<number, Row>();

  constructor(policies: readonly CompiledPolicy[], place: number) {
    this.place = place;
    for (const policy of policies) this.cellOf(policy).push(policy);
  }

  /** The rows that a principal with these labels fulfils. */
  rowsOf(principal: readonly number[]): Row[] {
    return principal.flatMap((label) => this.rows.get(label) ?? []);
  }

  private cellOf({ principalLabel, resourceLabel }: CompiledPolicy): Cell {
    const row = this.rows.get(principalLabel) ?? { any: [], byResource: new Map<number, Cell>() };
    this.rows.set(principalLabel, row);
    if (resourceLabel === 0) return row.any;
    const cell = row.byResource.get(resourceLabel) ?? [];
    row.byResource.set(resourceLabel, cell);
    return cell;
  }
}
