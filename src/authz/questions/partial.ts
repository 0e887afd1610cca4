import { compile } from '../engine/compile.ts';
import { EvaluationError } from '../engine/evaluation-error.ts';
import type { ByKind, Expression, Kind, Variable } from '../engine/expression.ts';
import type { CedarRequest } from '../engine/request.ts';
import { EntityUid, wrongType, type Value } from '../engine/values.ts';
import { literal } from './policy-condition.ts';

/** What is known of a request, and which of its variables are not; of an unknown entity only the type is known. */
export interface Known {
  readonly request: CedarRequest;
  readonly unknown: ReadonlySet<Variable>;
}

/**
 * What is left of an expression once everything known is put in. For whatever the unknown turns out to be, it comes to
 * the same value as the whole expression, or errs where that errs.
 */
export const partial = <K extends Kind>(expression: Expression<K>, known: Known): Expression =>
  rules(known)[expression.kind](expression);

/** An expression that errs for certain: no text can be negated. It says why. */
export const failing = (why: string): Expression => ({ kind: 'unary', operator: '!', argument: literal(why) });

/** Why an expression errs for certain; undefined where it may have a value. */
export const failureOf = (expression: Expression): string | undefined =>
  expression.kind === 'unary' &&
  expression.operator === '!' &&
  expression.argument.kind === 'literal' &&
  typeof expression.argument.value === 'string'
    ? expression.argument.value
    : undefined;

function rules(known: Known): ByKind<Expression> {
  const part = (expression: Expression): Expression => partial(expression, known);
  return {
    literal: (expression) => expression,
    variable: (expression) =>
      known.unknown.has(expression.name) ? expression : literal(known.request[expression.name]),
    and: ({ left, right }) => connected('and', part(left), () => part(right)),
    or: ({ left, right }) => connected('or', part(left), () => part(right)),
    if: ({ condition, consequent, alternative }) =>
      chosen(
        part(condition),
        () => part(consequent),
        () => part(alternative),
      ),
    unary: (e) => folded([part(e.argument)], ([argument]) => ({ ...e, argument }), known),
    binary: (e) => folded([part(e.left), part(e.right)], ([left, right]) => told({ ...e, left, right }, known), known),
    attribute: (e) => folded([part(e.of)], ([of]) => ({ ...e, of }), known),
    has: (e) => folded([part(e.of)], ([of]) => ({ ...e, of }), known),
    like: (e) => folded([part(e.text)], ([text]) => ({ ...e, text }), known),
    is: (e) => folded([part(e.of)], ([of]) => ofType({ ...e, of }, known), known),
    set: (e) => folded(e.items.map(part), (items) => ({ ...e, items }), known),
    record: (e) =>
      folded(
        e.fields.map(([, value]) => part(value)),
        (values) => ({ ...e, fields: e.fields.map(([name, value], place) => [name, values[place] ?? value] as const) }),
        known,
      ),
    call: (e) => folded(e.arguments.map(part), (given) => ({ ...e, arguments: given }), known),
  };
}

/** `&&` and `||`, which look at the right side only where the left one does not decide. */
function connected(kind: 'and' | 'or', left: Expression, rightOf: () => Expression): Expression {
  const goesOn = kind === 'and';
  if (failureOf(left) !== undefined) return left;
  if (left.kind !== 'literal') return { kind, left, right: rightOf() };
  if (typeof left.value !== 'boolean') return failing(wrongType('bool', left.value).message);
  if (left.value !== goesOn) return left;
  const right = rightOf();
  if (right.kind === 'literal' && typeof right.value !== 'boolean')
    return failing(wrongType('bool', right.value).message);
  return isBoolean(right) || right.kind === 'literal' ? right : { kind, left, right };
}

function chosen(condition: Expression, yes: () => Expression, no: () => Expression): Expression {
  if (failureOf(condition) !== undefined) return condition;
  if (condition.kind !== 'literal') return { kind: 'if', condition, consequent: yes(), alternative: no() };
  if (typeof condition.value !== 'boolean') return failing(wrongType('bool', condition.value).message);
  return condition.value ? yes() : no();
}

/** What looks at all its parts: it errs if one does, and has a value if all have. */
function folded<const Parts extends readonly Expression[]>(
  parts: Parts,
  whole: (parts: Parts) => Expression,
  { request }: Known,
): Expression {
  const failed = parts.find((one) => failureOf(one) !== undefined);
  if (failed !== undefined) return failed;
  const expression = whole(parts);
  if (expression.kind === 'literal' || !parts.every(({ kind }) => kind === 'literal')) return expression;
  try {
    return literal(compile(expression)(request));
  } catch (error) {
    if (error instanceof EvaluationError) return failing(error.message);
    throw error;
  }
}

/** `is` for an unknown entity, whose type is known. */
function ofType(e: Expression<'is'>, known: Known): Expression {
  const type = unknownType(e.of, known);
  if (type === undefined) return e;
  if (type !== e.type) return literal(false);
  if (e.in === undefined) return literal(true);
  return partial({ kind: 'binary', operator: 'in', left: e.of, right: e.in }, known);
}

/** An unknown entity is equal to none of another type. */
function told(e: Expression<'binary'>, known: Known): Expression {
  if (e.operator !== '==' && e.operator !== '!=') return e;
  const [one, other] = unknownType(e.left, known) === undefined ? [e.right, e.left] : [e.left, e.right];
  const type = unknownType(one, known);
  if (type === undefined || other.kind !== 'literal' || isEntityOf(type, other.value)) return e;
  return literal(e.operator === '!=');
}

function unknownType(expression: Expression, { request, unknown }: Known): string | undefined {
  if (expression.kind !== 'variable' || expression.name === 'context' || !unknown.has(expression.name))
    return undefined;
  return request[expression.name].type;
}

const isEntityOf = (type: string, value: Value): boolean => value instanceof EntityUid && value.type === type;

const booleanKinds: ReadonlySet<Kind> = new Set(['and', 'or', 'has', 'like', 'is']);
const otherBinary: ReadonlySet<string> = new Set(['+', '-', '*', 'getTag']);

/** Of the functions of extension types, those that ask: `isInRange`, `lessThan`. */
const booleanCalls = /^(?:is|lessThan|greaterThan)/;

/** Whether an expression, where it has a value, has a boolean one. */
function isBoolean(expression: Expression): boolean {
  if (expression.kind === 'binary') return !otherBinary.has(expression.operator);
  if (expression.kind === 'unary') return expression.operator !== 'neg';
  if (expression.kind === 'call') return booleanCalls.test(expression.function);
  return booleanKinds.has(expression.kind);
}
