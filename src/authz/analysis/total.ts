import type { Expression } from '../engine/expression.ts';
import { EntityUid } from '../engine/values.ts';

/** Whether an expression comes to true or false whatever the request and the entities are; `false` where that is not certain. */
export function isTotal(e: Expression): boolean {
  if (e.kind === 'literal') return typeof e.value === 'boolean';
  if (e.kind === 'and' || e.kind === 'or') return isTotal(e.left) && isTotal(e.right);
  if (e.kind === 'unary') return e.operator === '!' && isTotal(e.argument);
  if (e.kind === 'is') return isEntity(e.of);
  return (e.kind === 'binary' && isTotalComparison(e)) || isTotalHas(e);
}

const isTotalHas = (e: Expression): boolean => e.kind === 'has' && e.of.kind === 'variable' && e.path.length === 1;

function isTotalComparison({ operator, left, right }: Expression<'binary'>): boolean {
  if (operator === '==' || operator === '!=') return [left, right].every(hasValue);
  return operator === 'in' && isEntity(left) && right.kind === 'literal' && right.value instanceof EntityUid;
}

const hasValue = (e: Expression): boolean => e.kind === 'literal' || e.kind === 'variable';
const isEntity = (e: Expression): boolean => e.kind === 'variable' && e.name !== 'context';
