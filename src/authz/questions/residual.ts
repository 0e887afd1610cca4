import { byRecursion } from '../engine/chains.ts';
import type { Entities } from '../engine/entities.ts';
import type { Expression, Variable } from '../engine/expression.ts';
import type { PolicySet, Uid } from '../engine/policy-set.ts';
import type { Policy } from '../engine/policy.ts';
import type { CedarRequest } from '../engine/request.ts';
import { writeExpression } from '../engine/write-expression.ts';
import { openFormulas } from './formula.ts';
import { failureOf, partial, type Known } from './partial.ts';
import { conditionOf } from './policy-condition.ts';

/** A request of which a part is not known: an entity of which only the type is, or the context, where it is left out. */
export interface PartialRequest {
  readonly principal: Uid | { readonly type: string };
  readonly action: Uid;
  readonly resource: Uid | { readonly type: string };
  readonly context?: Readonly<Record<string, unknown>>;
  readonly entities: Entities;
}

/** A policy whose answer depends on what is not known, and what is left of it. */
export interface ResidualPolicy {
  readonly policy: Policy;
  readonly condition: Expression;
}

/** What policies say to a request of which a part is not known. */
export interface Residual {
  /** Undefined where it depends. */
  readonly decision: 'allow' | 'deny' | undefined;
  /** Those that are fulfilled whatever the unknown is. */
  readonly fulfilled: readonly Policy[];
  readonly depends: readonly ResidualPolicy[];
  /** Those that have no value whatever the unknown is, and are passed over, with the reason. */
  readonly failing: readonly { readonly policy: Policy; readonly message: string }[];
  readonly known: Known;
}

/**
 * Puts what is known into every policy. For each unknown, the policies that are fulfilled and those that then depend
 * make the same decision as the whole set. Throws `BadInput` when the request cannot be read.
 */
export function residualOf(set: PolicySet, request: PartialRequest, policies = set.policies): Residual {
  const known = knownOf(set, request);
  const left = policies.map((policy) => ({
    policy,
    condition: byRecursion(policy.id, () => partial(conditionOf(policy), known)),
  }));
  const failing = left.flatMap(({ policy, condition }) => {
    const message = failureOf(condition);
    return message === undefined ? [] : [{ policy, message }];
  });
  const fulfilled = left.filter(({ condition }) => isTrue(condition)).map(({ policy }) => policy);
  const when = openFormulas(() => false);
  const depends = left.filter(
    ({ policy, condition }) =>
      condition.kind !== 'literal' && byRecursion(policy.id, () => when(condition, true).kind !== 'never'), // as `context.x && false` is
  );
  return { decision: decisionOf(fulfilled, depends), fulfilled, depends, failing, known };
}

/** What is left of a policy, as Cedar writes it. */
export const residualText = ({ policy, condition }: ResidualPolicy): string =>
  `${policy.effect} (principal, action, resource)\nwhen { ${writeExpression(condition)} };`;

const isTrue = (condition: Expression): boolean => condition.kind === 'literal' && condition.value === true;

function decisionOf(fulfilled: readonly Policy[], depends: readonly ResidualPolicy[]): Residual['decision'] {
  const open = depends.map(({ policy }) => policy);
  if (has(fulfilled, 'forbid')) return 'deny';
  if (!has(fulfilled, 'permit') && !has(open, 'permit')) return 'deny';
  return has(fulfilled, 'permit') && !has(open, 'forbid') ? 'allow' : undefined;
}

const has = (policies: readonly Policy[], effect: Policy['effect']): boolean =>
  policies.some((policy) => policy.effect === effect);

/** INVARIANT: what stands in for an unknown entity is never looked at but for its type. */
function knownOf(set: PolicySet, { principal, resource, context, ...rest }: PartialRequest): Known {
  const unknown = new Set<Variable>();
  if (!('id' in principal)) unknown.add('principal');
  if (!('id' in resource)) unknown.add('resource');
  if (context === undefined) unknown.add('context');
  const request: CedarRequest = set.requestOf({
    ...rest,
    principal: { id: '', ...principal },
    resource: { id: '', ...resource },
    ...(context === undefined ? {} : { context }),
  });
  return { request, unknown };
}
