import type { Policy } from './policy.ts';
import type { CedarRequest } from './request.ts';
import type { ActionScope, Scope } from './scope.ts';
import type { EntityUid } from './values.ts';

/** Whether a request is within the head of a policy: what the index answers for all policies at once. */
export function isWithin(policy: Policy, request: CedarRequest): boolean {
  return (
    isInScope(policy.principal, request.principal, request) &&
    isActionInScope(policy.action, request) &&
    isInScope(policy.resource, request.resource, request)
  );
}

export function isInScope(scope: Scope, uid: EntityUid, { entities }: CedarRequest): boolean {
  if (scope.kind === 'any') return true;
  if (scope.kind === 'equals') return uid.is(scope.entity);
  if (scope.kind === 'in') return entities.isIn(uid, scope.entity);
  return uid.type === scope.type && (scope.kind === 'is' || entities.isIn(uid, scope.entity));
}

export function isActionInScope(scope: ActionScope, { action, entities }: CedarRequest): boolean {
  if (scope.kind === 'any') return true;
  if (scope.kind === 'equals') return action.is(scope.entity);
  return scope.entities.some((group) => entities.isIn(action, group));
}
