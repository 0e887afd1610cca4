import { compile } from '../engine/compile.ts';
import { Entities } from '../engine/entities.ts';
import { EvaluationError } from '../engine/evaluation-error.ts';
import type { Expression } from '../engine/expression.ts';
import type { PolicySet } from '../engine/policy-set.ts';
import { emptyRequest } from '../engine/request.ts';
import { canonical, CedarSet, EntityUid, isLong, type Value } from '../engine/values.ts';
import { writeExpression } from '../engine/write-expression.ts';
import { replaced, strictParts, variablesOf } from './expressions.ts';

/** That an expression has a value, and that it is this one; with what is worth knowing to compare facts. */
export interface Fact {
  readonly expression: Expression;
  readonly is: boolean;
  /** One text for expressions that always say the same. */
  readonly text: string;
  /** What the fact says of one part of a request, where it says it in one of these ways. */
  readonly equals: { readonly of: string; readonly value: Value } | undefined;
  readonly range: { readonly of: string; readonly from: bigint; readonly to: bigint } | undefined;
  readonly within: { readonly of: string; readonly keys: ReadonlySet<string> } | undefined;
  readonly type: { readonly of: string; readonly name: string } | undefined;
  /** `x has a` for each attribute that must have been there. */
  readonly has: ReadonlySet<string>;
  /** The actions of the schema for which it holds, where it is about the action alone. */
  readonly actions: ReadonlySet<string> | undefined;
}

/** Reads facts for a set of policies; the schema says which actions there are. */
export function factReader(set: PolicySet): (expression: Expression, is: boolean) => Fact {
  const known = new Map<string, Fact>();
  return (written, wasIs) => {
    const { expression, is } = turned(written, wasIs);
    const text = writeExpression(expression);
    const fact = known.get(`${is} ${text}`) ?? factOf(expression, is, { text, set });
    known.set(`${is} ${text}`, fact);
    return fact;
  };
}

function factOf(expression: Expression, is: boolean, { text, set }: { text: string; set: PolicySet }): Fact {
  const has = strictParts(expression).map(({ of, name }) => writeExpression({ kind: 'has', of, path: [name] }));
  return {
    expression,
    is,
    text,
    equals: is ? equalsOf(expression) : undefined,
    range: rangeOf(expression, is),
    within: withinOf(expression),
    type: expression.kind === 'is' ? { of: writeExpression(expression.of), name: expression.type } : undefined,
    has: new Set(has),
    actions: actionsOf(expression, is, set),
  };
}

/** Comparisons that say the same are written alike: `a > b` as `b < a`, `a != b` as `a == b` that is false. */
function turned(e: Expression, is: boolean): { readonly expression: Expression; readonly is: boolean } {
  if (e.kind !== 'binary') return { expression: e, is };
  const swapped = { ...e, left: e.right, right: e.left };
  if (e.operator === '>') return { expression: { ...swapped, operator: '<' }, is };
  if (e.operator === '<=') return { expression: { ...swapped, operator: '<' }, is: !is };
  if (e.operator === '>=') return { expression: { ...e, operator: '<' }, is: !is };
  if (e.operator !== '==' && e.operator !== '!=') return { expression: e, is };
  const ordered = writeExpression(e.left) <= writeExpression(e.right) ? e : swapped;
  return { expression: { ...ordered, operator: '==' }, is: e.operator === '==' ? is : !is };
}

/** The side that is not known, and the value on the other. */
function sidesOf(
  e: Expression,
): { readonly of: Expression; readonly value: Value; readonly first: boolean } | undefined {
  if (e.kind !== 'binary') return undefined;
  if (e.left.kind === 'literal' && e.right.kind !== 'literal')
    return { of: e.right, value: e.left.value, first: false };
  if (e.right.kind === 'literal' && e.left.kind !== 'literal') return { of: e.left, value: e.right.value, first: true };
  return undefined;
}

function equalsOf(e: Expression): Fact['equals'] {
  const sides = e.kind === 'binary' && e.operator === '==' ? sidesOf(e) : undefined;
  return sides === undefined ? undefined : { of: writeExpression(sides.of), value: sides.value };
}

const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n];

/** The whole numbers between which the unknown side lies. */
function rangeOf(e: Expression, is: boolean): Fact['range'] {
  const sides = e.kind === 'binary' && e.operator === '<' ? sidesOf(e) : undefined;
  if (sides === undefined || !isLong(sides.value)) return undefined;
  const of = writeExpression(sides.of);
  const bound = BigInt(sides.value);
  if (sides.first) return is ? { of, from: least, to: bound - 1n } : { of, from: bound, to: greatest };
  return is ? { of, from: bound + 1n, to: greatest } : { of, from: least, to: bound };
}

/** `x in G`, `x in [G, H]`: the entities that x must be, or be a descendant of. */
function withinOf(e: Expression): Fact['within'] {
  if (e.kind !== 'binary' || e.operator !== 'in' || e.right.kind !== 'literal') return undefined;
  const { value } = e.right;
  const items = value instanceof CedarSet ? value.items : [value];
  const uids = items.filter((item) => item instanceof EntityUid);
  return uids.length < items.length
    ? undefined
    : { of: writeExpression(e.left), keys: new Set(uids.map(({ key }) => key)) };
}

/** INVARIANT: only what is about the action alone, since nothing else of a request is written in the schema. */
function actionsOf(expression: Expression, is: boolean, set: PolicySet): Fact['actions'] {
  if (set.schema === undefined || [...variablesOf(expression)].join() !== 'action') return undefined;
  const entity = { type: 'Action', id: '' };
  const test = compile(expression);
  const holds = (action: { type: string; id: string }): boolean =>
    valueOf(() => test(set.requestOf({ principal: entity, action, resource: entity }))) === is;
  return new Set(set.schema.actions.filter(holds).map(({ type, id }) => new EntityUid(type, id).key));
}

const asked = new WeakMap<Expression, Map<string, Value | undefined>>();

/** What an expression comes to once `of` is a value; undefined where that depends on entities, or is an error. */
export function valueWith(expression: Expression, of: string, value: Value): Value | undefined {
  const answers = asked.get(expression) ?? new Map<string, Value | undefined>();
  asked.set(expression, answers);
  const question = `${of} ${canonical(value)}`;
  if (answers.has(question)) return answers.get(question);
  const closed = replaced(expression, of, value);
  const answer = closed === undefined ? undefined : valueOf(() => compile(closed)(nobody));
  answers.set(question, answer);
  return answer;
}

/** INVARIANT: never looked at: what is evaluated against it has no variables and asks of no entities. */
const nobody = emptyRequest(new Entities([]));

function valueOf(evaluate: () => Value): Value | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
