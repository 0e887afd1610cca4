import type { ActionLabels } from './action-labels.ts';
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

  constructor(policies: readonly CompiledPolicy[], labels: ActionLabels) {
    this.policies = policies;
    this.labels = labels;
  }

  /** Undefined when there are too many already. */
  of(action: EntityUid, entities: Entities): ScopeIndex | undefined {
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
