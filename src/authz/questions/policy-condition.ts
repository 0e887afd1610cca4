import { joined } from '../engine/chains.ts';
import type { Expression } from '../engine/expression.ts';
import type { Policy } from '../engine/policy.ts';
import type { ActionScope, Scope } from '../engine/scope.ts';
import { CedarSet, type EntityUid, type Value } from '../engine/values.ts';

/** All that a policy asks, its head included, as one expression: the policy is fulfilled when it comes to true. */
export function conditionOf({ principal, action, resource, conditions }: Policy): Expression {
  const clauses = conditions.map(({ kind, body }) => (kind === 'when' ? body : not(body)));
  return joined('and', [
    scopeTest('principal', principal),
    actionTest(action),
    scopeTest('resource', resource),
    ...clauses,
  ]);
}

export const literal = (value: Value): Expression<'literal'> => ({ kind: 'literal', value });
export const variable = (name: Expression<'variable'>['name']): Expression<'variable'> => ({ kind: 'variable', name });
const not = (argument: Expression): Expression => ({ kind: 'unary', operator: '!', argument });
const isIn = (left: Expression, uid: Value): Expression => ({
  kind: 'binary',
  operator: 'in',
  left,
  right: literal(uid),
});
const equals = (left: Expression, uid: EntityUid): Expression => ({
  kind: 'binary',
  operator: '==',
  left,
  right: literal(uid),
});

function scopeTest(name: 'principal' | 'resource', scope: Scope): Expression {
  const of = variable(name);
  if (scope.kind === 'any') return literal(true);
  if (scope.kind === 'equals') return equals(of, scope.entity);
  if (scope.kind === 'in') return isIn(of, scope.entity);
  const inside = scope.kind === 'is' ? undefined : literal(scope.entity);
  return { kind: 'is', of, type: scope.type, in: inside };
}

function actionTest(scope: ActionScope): Expression {
  if (scope.kind === 'any') return literal(true);
  if (scope.kind === 'equals') return equals(variable('action'), scope.entity);
  if (scope.entities.length === 0) return literal(false);
  return isIn(variable('action'), new CedarSet(scope.entities));
}
