import { ActionIndexes } from './action-indexes.ts';
import { ActionLabels } from './action-labels.ts';
import { compilePolicy, type CompiledPolicy } from './compiled-policy.ts';
import type { Tally } from './decision.ts';
import type { Entity } from './entities.ts';
import type { Policy } from './policy.ts';
import type { CedarRequest } from './request.ts';
import type { Row, ScopeIndex } from './scope-index.ts';
import { ScopeLabels } from './scope-labels.ts';

/**
 * What a set of policies has found out about an entity. It is kept with the entity, since neither changes, so that the
 * next decision looks nothing up.
 */
export interface Standing {
  readonly owner: Scopes;
  /** Of the policies that speak of it, where it is an action. */
  index: ScopeIndex | undefined;
  /** The rows that it fulfils as a principal, by the place of the index. */
  readonly rows: (readonly Row[] | undefined)[];
  /** What it fulfils as a resource. */
  labels: readonly number[] | undefined;
}

/** Finds, of many policies, those whose scopes a request fulfils, without looking at the others. */
export class Scopes {
  readonly policies: readonly CompiledPolicy[];
  private readonly principals = new ScopeLabels();
  private readonly resources = new ScopeLabels();
  private readonly indexes: ActionIndexes;

  constructor(policies: readonly Policy[]) {
    const labels = { principal: this.principals, action: new ActionLabels(), resource: this.resources };
    this.policies = policies.map((policy, place) => compilePolicy(policy, place, labels));
    this.indexes = new ActionIndexes(this.policies, labels.action);
  }

  /** Asks the policies whose scopes the request fulfils, and no other. False: there is no index for its action. */
  ask(request: CedarRequest, tally: Tally): boolean {
    const index = this.indexOf(request);
    if (index === undefined) return false;
    const resource = this.labelsOf(request);
    for (const row of this.rowsOf(index, request)) row.ask(resource, request, tally);
    return true;
  }

  private indexOf({ action, actionEntity, entities }: CedarRequest): ScopeIndex | undefined {
    if (actionEntity === undefined) return this.indexes.of(action, entities);
    const standing = this.standingOf(actionEntity);
    standing.index ??= this.indexes.of(action, entities);
    return standing.index;
  }

  private rowsOf(index: ScopeIndex, { principal, principalEntity, entities }: CedarRequest): readonly Row[] {
    const standing = principalEntity === undefined ? undefined : this.standingOf(principalEntity);
    const known = standing?.rows[index.place];
    if (known !== undefined) return known;
    const rows = index.rowsOf(this.principals.labelsOf(principal, principalEntity, entities));
    if (standing !== undefined) standing.rows[index.place] = rows;
    return rows;
  }

  private labelsOf({ resource, resourceEntity, entities }: CedarRequest): readonly number[] {
    const standing = resourceEntity === undefined ? undefined : this.standingOf(resourceEntity);
    if (standing?.labels !== undefined) return standing.labels;
    const labels = this.resources.labelsOf(resource, resourceEntity, entities);
    if (standing !== undefined) standing.labels = labels;
    return labels;
  }

  private standingOf(entity: Entity): Standing {
    const { standing } = entity;
    if (standing?.owner === this) return standing;
    const fresh: Standing = { owner: this, index: undefined, rows: [], labels: undefined };
    entity.standing = fresh;
    return fresh;
  }
}
