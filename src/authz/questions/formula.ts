import type { Expression } from '../engine/expression.ts';

/**
 * When an expression comes to true, or to false, said without errors: Cedar passes a policy over where an expression has
 * no value, so that "not true" is something else than "false". A fact is an expression that comes to just this.
 */
export type Formula =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'all'; readonly of: readonly Formula[] }
  | { readonly kind: 'any'; readonly of: readonly Formula[] }
  | { readonly kind: 'fact'; readonly expression: Expression; readonly is: boolean };

export const always: Formula = { kind: 'always' };
export const never: Formula = { kind: 'never' };

type When = (expression: Expression, is: boolean) => Formula;

/**
 * Tells when expressions come to true or to false. `isTotal` tells of expressions that never err: then what stands to
 * the right of `||` is asked alone. What was found out is kept, since either side is asked more than once.
 */
export function openFormulas(isTotal: (expression: Expression) => boolean): When {
  const known = { true: new WeakMap<Expression, Formula>(), false: new WeakMap<Expression, Formula>() };
  const when: When = (expression, is) => {
    const kept = known[is ? 'true' : 'false'];
    const formula = kept.get(expression) ?? formulaOf(expression, is, { when, isTotal });
    kept.set(expression, formula);
    return formula;
  };
  return when;
}

interface Inner {
  readonly when: When;
  readonly isTotal: (expression: Expression) => boolean;
}

function formulaOf(expression: Expression, is: boolean, { when, isTotal }: Inner): Formula {
  if (expression.kind === 'literal') return expression.value === is ? always : never;
  if (expression.kind === 'unary' && expression.operator === '!') return when(expression.argument, !is);
  if (expression.kind === 'and' || expression.kind === 'or') return connected(expression, is, { when, isTotal });
  if (expression.kind === 'is' && expression.in !== undefined)
    return when(typeThenWithin(expression, expression.in), is);
  if (expression.kind !== 'if') return { kind: 'fact', expression, is };
  const { condition, consequent, alternative } = expression;
  return any([
    all([when(condition, true), when(consequent, is)]),
    all([when(condition, false), when(alternative, is)]),
  ]);
}

/** `&&` and `||`: the right side is looked at only where the left one does not decide. */
function connected({ kind, left, right }: Expression<'and' | 'or'>, is: boolean, { when, isTotal }: Inner): Formula {
  const goesOn = kind === 'and';
  if (is === goesOn) return all([when(left, is), when(right, is)]);
  const rest = when(right, is);
  return any([when(left, is), isTotal(left) ? rest : all([when(left, goesOn), rest])]);
}

/** `x is T in G` is `x is T && x in G`. */
function typeThenWithin({ of, type }: Expression<'is'>, group: Expression): Expression {
  const isType: Expression = { kind: 'is', of, type, in: undefined };
  return { kind: 'and', left: isType, right: { kind: 'binary', operator: 'in', left: of, right: group } };
}

/** Flat, and without what says nothing. */
export function all(parts: readonly Formula[]): Formula {
  const rest = parts
    .flatMap((part) => (part.kind === 'all' ? part.of : [part]))
    .filter(({ kind }) => kind !== 'always');
  if (rest.some(({ kind }) => kind === 'never')) return never;
  const [only = always] = rest;
  return rest.length < 2 ? only : { kind: 'all', of: rest };
}

export function any(parts: readonly Formula[]): Formula {
  const rest = parts.flatMap((part) => (part.kind === 'any' ? part.of : [part])).filter(({ kind }) => kind !== 'never');
  if (rest.some(({ kind }) => kind === 'always')) return always;
  const [only = never] = rest;
  return rest.length < 2 ? only : { kind: 'any', of: rest };
}
