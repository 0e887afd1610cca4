import type { BinaryOperator, Expression } from '../engine/expression.ts';
import { EntityUid } from '../engine/values.ts';
import { valueJson } from '../engine/write-value.ts';
import { allOf, anyOf, notOf, type Comparison, type Filter, type Path, type Term } from './filter.ts';
import type { Formula } from './formula.ts';
import { itemsOf, kindOf, kindOfType, type AttributeTerm, type Terms, type TypedTerm } from './terms.ts';

/**
 * A fact as a filter: that the expression has a value, and that it is this one. Undefined where no filter can say it.
 */
export function filterOfFact({ expression, is }: Formula & { kind: 'fact' }, terms: Terms): Filter | undefined {
  const told = tell(expression, terms);
  if (told === undefined) return undefined;
  if (told === 'errs') return { always: false };
  return allOf([...told.needs.map((path) => ({ present: path })), is ? told.filter : notOf(told.filter)]);
}

/**
 * When a boolean expression is true, given that all is present which it needs; or `errs`, where it has no boolean value
 * for any entity that keeps to the schema.
 */
type Told = { readonly needs: readonly Path[]; readonly filter: Filter } | 'errs' | undefined;

function tell(e: Expression, terms: Terms): Told {
  if (e.kind === 'has') return tellHas(e, terms);
  if (e.kind === 'is') return tellIs(e, terms);
  if (e.kind === 'attribute' || e.kind === 'variable') return tellBoolean(terms.termOf(e));
  if (e.kind === 'like')
    return withTerms([e.text], terms, ([text]) =>
      kindOf(text) === 'string' ? compare('like', text, { value: patternText(e.pattern) }) : 'errs',
    );
  if (e.kind === 'unary') return tellEmpty(e, terms);
  if (e.kind === 'call') return tellCall(e, terms);
  return e.kind === 'binary' ? tellBinary(e, terms) : undefined;
}

function tellEmpty(e: Expression<'unary'>, terms: Terms): Told {
  if (e.operator !== 'isEmpty') return undefined;
  return withTerms([e.argument], terms, ([set]) =>
    set.kind === 'attribute' && set.type.kind === 'set' ? { empty: set.path } : 'errs',
  );
}

function tellBinary(e: Expression<'binary'>, terms: Terms): Told {
  const rule = operators[e.operator];
  if (rule === undefined) return undefined;
  return withTerms([e.left, e.right], terms, ([left, right]) => rule(left, right, terms));
}

type Answer = Filter | 'errs' | undefined;
type Rule = (left: TypedTerm, right: TypedTerm, terms: Terms) => Answer;

/** Every binary operator that is asked of attributes. The others are no question, or none that a database knows. */
const operators: Partial<Readonly<Record<BinaryOperator, Rule>>> = {
  '==': (left, right) => (kindOf(left) === kindOf(right) ? compare('==', left, right) : { always: false }),
  '!=': (left, right) => (kindOf(left) === kindOf(right) ? compare('!=', left, right) : { always: true }),
  '<': ordered('<'),
  '<=': ordered('<='),
  '>': ordered('>'),
  '>=': ordered('>='),
  in: tellIn,
  contains: tellContains,
  containsAll: (left, right) => eachContained(left, right, allOf),
  containsAny: (left, right) => eachContained(left, right, anyOf) ?? eachContained(right, left, anyOf),
};

function ordered(comparison: '<' | '<=' | '>' | '>='): Rule {
  const kinds = new Set(['long', 'datetime', 'duration']);
  return (left, right) =>
    kinds.has(kindOf(left)) && kindOf(left) === kindOf(right) ? compare(comparison, left, right) : 'errs';
}

/** The comparisons of decimals, which are functions. */
const decimals: Readonly<Record<string, Comparison>> = {
  lessThan: '<',
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
};

function tellCall(e: Expression<'call'>, terms: Terms): Told {
  const comparison = decimals[e.function];
  if (comparison === undefined) return undefined;
  return withTerms(e.arguments, terms, ([left, right]) =>
    left !== undefined && right !== undefined && kindOf(left) === 'decimal' && kindOf(right) === 'decimal'
      ? compare(comparison, left, right)
      : 'errs',
  );
}

function tellBoolean(term: TypedTerm | 'errs' | undefined): Told {
  if (term === undefined || term === 'errs') return term;
  if (kindOf(term) !== 'bool') return 'errs';
  return { needs: needsOf([term]), filter: compare('==', term, { value: true }) };
}

function tellHas(e: Expression<'has'>, terms: Terms): Told {
  return withTerms([e.of], terms, ([owner]) => {
    if (owner.kind === 'value' || terms.recordOf(owner.type) === undefined) return 'errs';
    let inner: AttributeTerm = owner;
    for (const name of e.path) {
      const next = terms.below(inner, name);
      if (next === 'errs') return { always: false };
      inner = next;
    }
    return allOf(inner.needs.slice(owner.needs.length).map((path) => ({ present: path })));
  });
}

function tellIs(e: Expression<'is'>, terms: Terms): Told {
  return withTerms([e.of], terms, ([of]) => {
    if (of.kind === 'value' || of.type.kind !== 'entity') return 'errs';
    return { always: of.type.name === e.type };
  });
}

function tellIn(left: TypedTerm, right: TypedTerm, terms: Terms): Answer {
  if (left.kind === 'value') return isOrIsAbove(right, terms.withAncestors(left.value));
  if (left.type.kind !== 'entity') return 'errs';
  const items = itemsOf(right) ?? (right.kind === 'value' ? [right.value] : undefined);
  if (items === undefined) return kindOf(right).startsWith('entity') ? compare('in', left, right) : undefined;
  if (!items.every((item) => item instanceof EntityUid)) return 'errs';
  const { name } = left.type;
  const possible = items.filter(({ type }) => type === name || terms.canBeIn(name, type));
  return anyOf(possible.map((value) => compare('in', left, { kind: 'value', value })));
}

/** Whether an attribute is one of some entities; or, where it is a set, holds one of them. */
function isOrIsAbove(term: TypedTerm, entities: readonly EntityUid[] | undefined): Answer {
  if (entities === undefined || term.kind === 'value') return 'errs';
  const { type } = term;
  if (type.kind !== 'entity' && (type.kind !== 'set' || type.element.kind !== 'entity')) return undefined;
  const name = type.kind === 'entity' ? type.name : kindOfType(type.element).replace('entity of type ', '');
  const comparison = type.kind === 'entity' ? '==' : 'contains';
  const fitting = entities.filter((entity) => entity.type === name);
  return anyOf(fitting.map((value) => compare(comparison, term, { kind: 'value', value })));
}

function tellContains(left: TypedTerm, right: TypedTerm): Answer {
  const items = itemsOf(left);
  if (items !== undefined) {
    const same = items.filter((value) => kindOf({ kind: 'value', value }) === kindOf(right));
    return anyOf(same.map((value) => compare('==', right, { kind: 'value', value })));
  }
  if (left.kind === 'value' || left.type.kind !== 'set') return 'errs';
  return kindOfType(left.type.element) === kindOf(right) ? compare('contains', left, right) : { always: false };
}

function eachContained(set: TypedTerm, items: TypedTerm, join: (parts: readonly Filter[]) => Filter): Answer {
  if (kindOf(set) !== 'set' || kindOf(items) !== 'set') return 'errs';
  const known = itemsOf(items);
  if (known === undefined || set.kind === 'value') return undefined;
  const parts = known.map((value) => tellContains(set, { kind: 'value', value }));
  return join(parts.filter((part): part is Filter => part !== undefined && part !== 'errs'));
}

/** Reads the terms; what they need is needed by the whole, and where one always errs, so does the whole. */
function withTerms<const Parts extends readonly Expression[]>(
  expressions: Parts,
  terms: Terms,
  told: (read: { readonly [Place in keyof Parts]: TypedTerm }) => Answer,
): Told {
  const read = expressions.map((expression) => terms.termOf(expression));
  if (read.includes('errs')) return 'errs';
  const known = read.filter((term): term is TypedTerm => term !== undefined && term !== 'errs');
  if (!isWhole<Parts>(known, expressions)) return undefined;
  const filter = told(known);
  return filter === undefined || filter === 'errs' ? filter : { needs: needsOf(known), filter };
}

const isWhole = <Parts extends readonly unknown[]>(
  terms: readonly TypedTerm[],
  parts: Parts,
): terms is { readonly [Place in keyof Parts]: TypedTerm } & readonly TypedTerm[] => terms.length === parts.length;

const needsOf = (terms: readonly TypedTerm[]): readonly Path[] =>
  terms.flatMap((term) => (term.kind === 'attribute' ? term.needs : []));

const compare = (
  comparison: Comparison,
  left: TypedTerm,
  right: TypedTerm | { readonly value: string | true },
): Filter => ({
  compare: comparison,
  left: written(left),
  right: 'kind' in right ? written(right) : right,
});

function written(term: TypedTerm): Term {
  if (term.kind === 'value') return { value: valueJson(term.value) };
  const { path, type } = term;
  return { attribute: path, ...(type.kind === 'entity' ? { entity: type.name } : {}) };
}

const patternText = (pieces: readonly string[]): string =>
  pieces.map((piece) => piece.replaceAll(/[\\*]/g, String.raw`\$&`)).join('*');
