import type { ActionLabels } from './action-labels.ts';
import { compileConditions, type Test } from './compile.ts';
import type { Decision } from './decision.ts';
import type { Policy } from './policy.ts';
import type { ScopeLabels } from './scope-labels.ts';

/** A policy ready to be asked: its scope as labels, its conditions as one function. */
export interface CompiledPolicy {
  readonly policy: Policy;
  /** Its place in the set, which is the order of what a decision names. */
  readonly place: number;
  readonly permits: boolean;
  readonly principalLabel: number;
  readonly resourceLabel: number;
  readonly actionLabels: readonly number[];
  /** Undefined where there are no conditions. */
  readonly test: Test | undefined;
  /** The decision where this policy alone makes it. */
  readonly alone: Decision;
}

/** The labels of a set of policies. */
export interface Labels {
  readonly principal: ScopeLabels;
  readonly action: ActionLabels;
  readonly resource: ScopeLabels;
}

export const compilePolicy = (policy: Policy, place: number, labels: Labels): CompiledPolicy => ({
  policy,
  place,
  permits: policy.effect === 'permit',
  principalLabel: labels.principal.labelOf(policy.principal),
  resourceLabel: labels.resource.labelOf(policy.resource),
  actionLabels: labels.action.labelsOf(policy.action),
  test: testOf(policy),
  alone: Object.freeze({
    decision: policy.effect === 'permit' ? 'allow' : 'deny',
    determining: Object.freeze([policy.id]),
    errors: Object.freeze([]),
  }),
});

const tests = new WeakMap<Policy['conditions'], { readonly test: Test | undefined }>();

/** A policy goes from set to set as long as it is not changed, and its conditions are compiled once. */
function testOf({ conditions }: Policy): Test | undefined {
  const known = tests.get(conditions) ?? { test: compileConditions(conditions) };
  tests.set(conditions, known);
  return known.test;
}
