import type { ActionLabels } from './action-labels.ts';
import { ByUid } from './by-uid.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import type { Entities } from './entities.ts';
import { ScopeIndex } from './scope-index.ts';
import type { EntityUid } from './values.ts';

/** More than anybody's actions differ in; who makes up groups of actions without end is answered without an index. */
const most = 1_000;

/**
 * One index for each different set of policies that an action can meet, built when the first such action is asked
 * about. Most actions are named by no policy and share one.
 */
export class ActionIndexes {
  private readonly policies: readonly CompiledPolicy[];
  private readonly labels: ActionLabels;
  private readonly byLabels = new Map<string, ScopeIndex>();
  /** Of actions that are in no group, being known to nobody: those of a policy store without a schema. */
  private readonly byAction = new ByUid<ScopeIndex>();
  private count = 0;

  constructor(policies: readonly CompiledPolicy[], labels: ActionLabels) {
    this.policies = policies;
    this.labels = labels;
  }

  /** Undefined when there are too many already. */
  of(action: EntityUid, entities: Entities): ScopeIndex | undefined {
    if (entities.get(action) !== undefined) return this.found(action, entities);
    const known = this.byAction.get(action.type, action.id);
    const index = known ?? this.found(action, entities);
    if (known === undefined && index !== undefined && this.count < most) {
      this.byAction.set(action, index);
      this.count += 1;
    }
    return index;
  }

  private found(action: EntityUid, entities: Entities): ScopeIndex | undefined {
    const labels = this.labels.labelsWith(action, entities);
    const key = labels.join();
    const known = this.byLabels.get(key);
    if (known !== undefined || this.byLabels.size >= most) return known;
    const within = new Set(labels);
    const policies = this.policies.filter(({ actionLabels }) => actionLabels.some((label) => within.has(label)));
    const index = new ScopeIndex(policies, this.byLabels.size);
    this.byLabels.set(key, index);
    return index;
  }
}
