import type { CompiledPolicy } from './compiled-policy.ts';

/** The policies that speak of one action, by the labels of what they ask of principal and resource. */
export class ScopeIndex {
  private readonly rows = new Map<number, Map<number, CompiledPolicy[]>>();

  constructor(policies: readonly CompiledPolicy[]) {
    for (const policy of policies) {
      const row = this.rows.get(policy.principalLabel) ?? new Map<number, CompiledPolicy[]>();
      this.rows.set(policy.principalLabel, row);
      const cell = row.get(policy.resourceLabel);
      if (cell === undefined) row.set(policy.resourceLabel, [policy]);
      else cell.push(policy);
    }
  }

  /** Calls `visit` for each policy whose scope the labels fulfil, and for no other. */
  visit(principal: readonly number[], resource: readonly number[], visit: (policies: CompiledPolicy[]) => void): void {
    for (const label of principal) {
      const row = this.rows.get(label);
      if (row === undefined) continue;
      for (const other of resource) {
        const cell = row.get(other);
        if (cell !== undefined) visit(cell);
      }
    }
  }
}
