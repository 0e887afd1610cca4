import { byRecursion } from './chains.ts';
import { clausesOf, headClauses, type Clause } from './clauses.ts';
import type { Decision } from './decision.ts';
import type { Policy } from './policy.ts';
import type { DecisionRequest, PolicySet } from './policy-set.ts';
import type { CedarRequest } from './request.ts';

/** Why a set of policies decides as it does. */
export interface Explanation {
  readonly decision: Decision;
  /** `unpermitted`: nothing forbids it and nothing permits it. */
  readonly reason: 'permitted' | 'forbidden' | 'unpermitted';
  /** Those that decided, those that were outweighed or erred, and those that nearly mattered, nearest first. */
  readonly policies: readonly ExplainedPolicy[];
}

export interface ExplainedPolicy {
  readonly policy: Policy;
  /** `outweighed`: it permits, and a forbid outweighs it. `near`: it would have changed the decision, had it held. */
  readonly role: 'decided' | 'outweighed' | 'erred' | 'near';
  readonly clauses: readonly Clause[];
}

/** Policies whose conditions are looked at, at most: those whose heads fit best. */
const candidates = 500;

/**
 * Explains a decision, policy by policy and clause by clause; `near` says how many of those that nearly mattered.
 * Looks at every policy: some ten microseconds each. Throws `BadInput` as `decide` does.
 */
export function explain(set: PolicySet, request: DecisionRequest, near = 5): Explanation {
  const decision = set.decide(request);
  const asked = set.requestOf(request);
  const reason = reasonOf(decision);
  const fitting = byHead(set.policies, asked).map((policy) => ({
    policy,
    clauses: byRecursion(policy.id, () => clausesOf(policy, asked)),
  }));
  const roles = new Map(fitting.map(({ policy, clauses }) => [policy, roleOf(policy, clauses, reason)]));
  const inRole = (role: ExplainedPolicy['role']): ExplainedPolicy[] =>
    fitting.flatMap((one) => (roles.get(one.policy) === role ? [{ ...one, role }] : []));
  const nearest = inRole('near').toSorted((one, other) => distance(one.clauses) - distance(other.clauses));
  return {
    decision,
    reason,
    policies: [...inRole('decided'), ...inRole('outweighed'), ...inRole('erred'), ...nearest.slice(0, near)],
  };
}

function reasonOf({ decision, determining }: Decision): Explanation['reason'] {
  if (decision === 'allow') return 'permitted';
  return determining.length > 0 ? 'forbidden' : 'unpermitted';
}

/** Those whose head is fulfilled are all there; of the others, those that fit best. */
function byHead(policies: readonly Policy[], asked: CedarRequest): Policy[] {
  const scored = policies.map((policy) => ({ policy, score: distance(headClauses(policy, asked)) }));
  const within = scored.filter(({ score }) => score === 0);
  const others = scored.filter(({ score }) => score > 0).toSorted((one, other) => one.score - other.score);
  return [...within, ...others.slice(0, candidates)].map(({ policy }) => policy);
}

function roleOf(
  { effect }: Policy,
  clauses: readonly Clause[],
  reason: Explanation['reason'],
): ExplainedPolicy['role'] | undefined {
  const failing = clauses.find(({ state }) => state !== 'holds');
  if (failing?.state === 'errs') return 'erred';
  if (failing === undefined) return effect === 'permit' && reason === 'forbidden' ? 'outweighed' : 'decided';
  return effect === (reason === 'permitted' ? 'forbid' : 'permit') ? 'near' : undefined;
}

/** How far a clause that fails keeps a policy from mattering: what a request brings is changed more easily than who asks. */
const weights: Readonly<Record<Clause['part'], number>> = {
  when: 1,
  unless: 1,
  resource: 1.5,
  action: 1.75,
  principal: 2,
};

const distance = (clauses: readonly Clause[]): number =>
  clauses.reduce((sum, { part, state }) => {
    if (state === 'holds') return sum;
    return sum + (state === 'unreached' ? 0.5 : weights[part]);
  }, 0);
