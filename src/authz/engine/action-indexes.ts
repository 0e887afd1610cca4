import type { ActionLabels } from './action-labels.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import type { Entities, Entity } from './entities.ts';
import { ScopeIndex } from './scope-index.ts';
import type { EntityUid } from './values.ts';

/** More than anybody's actions fall into; so many indexes are kept at most. */
const most = 1_000;

/**
 * One index for each different set of policies that an action can meet, built when the first such action is asked
 * about. Most actions are named by no policy and share one.
 */
export class ActionIndexes {
  private readonly policies: readonly CompiledPolicy[];
  private readonly labels: ActionLabels;
  private readonly byLabels = new Map<string, ScopeIndex>();
  private readonly byEntity = new WeakMap<Entity, ScopeIndex>();
  private readonly byKey = new Map<string, ScopeIndex>();

  constructor(policies: readonly CompiledPolicy[], labels: ActionLabels) {
    this.policies = policies;
    this.labels = labels;
  }

  /** `entity` is what is known of the action, such as its groups. */
  of(action: EntityUid, entity: Entity | undefined, entities: Entities): ScopeIndex {
    const known = entity === undefined ? this.byKey.get(action.key) : this.byEntity.get(entity);
    if (known !== undefined) return known;
    const labels = this.labels.labelsWith(action, entities);
    const index = this.withLabels(labels);
    if (entity !== undefined) this.byEntity.set(entity, index);
    else if (labels.length > 1) this.byKey.set(action.key, index); // only names in policies have more than one
    return index;
  }

  private withLabels(labels: readonly number[]): ScopeIndex {
    const key = labels.join();
    const known = this.byLabels.get(key);
    if (known !== undefined) return known;
    const within = new Set(labels);
    const index = new ScopeIndex(
      this.policies.filter(({ actionLabels }) => actionLabels.some((one) => within.has(one))),
    );
    if (this.byLabels.size >= most) this.byLabels.clear();
    this.byLabels.set(key, index);
    return index;
  }
}
