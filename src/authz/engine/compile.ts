import { fromTheDeepest } from './chains.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { BinaryOperator, ByKind, Expression, Kind, Variable } from './expression.ts';
import { callExtension } from './extension-functions.ts';
import {
  attributeOf,
  attributeOfEntity,
  binaryOperators,
  boolean,
  entityUid,
  hasAttribute,
  hasPath,
  isGreater,
  isIn,
  isLess,
  string,
  unaryOperators,
} from './operators.ts';
import { matcher } from './pattern.ts';
import type { Condition } from './policy.ts';
import type { CedarRequest } from './request.ts';
import { CedarRecord, CedarSet, equal, type Value } from './values.ts';

/** An expression made into a function. It throws an EvaluationError where the expression has no value. */
export type Evaluate = (request: CedarRequest) => Value;

/** An expression where Cedar wants a boolean, made into a function. */
export type Test = (request: CedarRequest) => boolean;

/** All conditions of a policy in one; undefined when there are none. */
export function compileConditions(conditions: readonly Condition[]): Test | undefined {
  const [first, second, ...others] = conditions.map(({ kind, body }) =>
    kind === 'when' ? compileTest(body) : not(compileTest(body)),
  );
  if (first === undefined || second === undefined) return first;
  if (others.length === 0) return both(first, second);
  const tests = [first, second, ...others];
  return (request) => tests.every((test) => test(request));
}

/** Compiles an expression once; evaluating it then looks nothing up that was known before. */
export const compile = fromTheDeepest((expression) => compiled(expression));

function compiled<K extends Kind>(expression: Expression<K>): Evaluate {
  return compilers[expression.kind](expression);
}

/** As `compile`, where another value than a boolean is an error. */
function compileTest(expression: Expression): Test {
  if (expression.kind === 'and') return both(compileTest(expression.left), compileTest(expression.right));
  if (expression.kind === 'or') return either(compileTest(expression.left), compileTest(expression.right));
  if (expression.kind === 'has') return compileHas(expression);
  if (expression.kind === 'binary') return compileComparison(expression) ?? checked(compile(expression));
  if (expression.kind === 'unary' && expression.operator === '!') return not(compileTest(expression.argument));
  return checked(compile(expression));
}

const checked =
  (evaluate: Evaluate): Test =>
  (request) =>
    boolean(evaluate(request));
const not =
  (test: Test): Test =>
  (request) =>
    !test(request);
const both =
  (one: Test, other: Test): Test =>
  (request) =>
    one(request) && other(request);
const either =
  (one: Test, other: Test): Test =>
  (request) =>
    one(request) || other(request);

const compilers: ByKind<Evaluate> = {
  literal: ({ value }) => constant(value),
  variable: ({ name }) => variables[name],
  unary: (expression) => {
    if (expression.operator === '!') return compileTest(expression);
    const evaluate = compile(expression.argument);
    const apply = unaryOperators[expression.operator];
    return (request) => apply(evaluate(request));
  },
  binary: (expression) => compileComparison(expression) ?? compileBinary(expression),
  and: compileTest,
  or: compileTest,
  if: (expression) => {
    const condition = compileTest(expression.condition);
    const [consequent, alternative] = [compile(expression.consequent), compile(expression.alternative)];
    return (request) => (condition(request) ? consequent(request) : alternative(request));
  },
  attribute: ({ of, name }) => {
    if (of.kind === 'variable') return attributeOfVariable[of.name](name);
    const evaluate = compile(of);
    return (request) => attributeOf(evaluate(request), name, request);
  },
  has: compileTest,
  like: ({ text, pattern }) => {
    const evaluate = compile(text);
    const matches = matcher(pattern);
    return (request) => matches(string(evaluate(request)));
  },
  is: ({ of, type, in: inside }) => {
    const evaluate = compile(of);
    if (inside === undefined) return (request) => entityUid(evaluate(request)).type === type;
    const within = compile(inside);
    return (request) => {
      const uid = entityUid(evaluate(request));
      return uid.type === type && isIn(uid, within(request), request);
    };
  },
  set: ({ items }) => {
    const evaluates = items.map(compile);
    if (items.every(({ kind }) => kind === 'literal')) return constant(new CedarSet(items.flatMap(literalOf)));
    return (request) => new CedarSet(evaluates.map((evaluate) => evaluate(request)));
  },
  record: ({ fields }) => {
    const evaluates = fields.map(([name, value]) => [name, compile(value)] as const);
    return (request) => new CedarRecord(new Map(evaluates.map(([name, evaluate]) => [name, evaluate(request)])));
  },
  call: ({ function: name, arguments: given }) => {
    const values = given.flatMap(literalOf);
    if (values.length === given.length) return calledOnce(name, values);
    const evaluates = given.map(compile);
    return (request) =>
      callExtension(
        name,
        evaluates.map((evaluate) => evaluate(request)),
      );
  },
};

const variables: Readonly<Record<Variable, Evaluate>> = {
  principal: ({ principal }) => principal,
  action: ({ action }) => action,
  resource: ({ resource }) => resource,
  context: ({ context }) => context,
};

/** Attributes of a variable are most of what policies read, and its entity is at hand: no look-up. */
const attributeOfVariable: Readonly<Record<Variable, (name: string) => Evaluate>> = {
  principal: (name) => (request) =>
    request.principalEntity?.attributes.get(name) ??
    attributeOfEntity(request.principalEntity, request.principal, name),
  action: (name) => (request) => attributeOfEntity(request.actionEntity, request.action, name),
  resource: (name) => (request) =>
    request.resourceEntity?.attributes.get(name) ?? attributeOfEntity(request.resourceEntity, request.resource, name),
  context: (name) => (request) => request.context.get(name) ?? attributeOf(request.context, name, request),
};

function compileHas({ of, path }: Expression<'has'>): Test {
  const [name = ''] = path;
  const evaluate = compile(of);
  if (path.length > 1) return (request) => hasPath(evaluate(request), path, request);
  if (of.kind === 'variable') return variableHas[of.name](name);
  return (request) => hasAttribute(evaluate(request), name, request);
}

const variableHas: Readonly<Record<Variable, (name: string) => Test>> = {
  principal: (name) => (request) => request.principalEntity?.attributes.has(name) ?? false,
  action: (name) => (request) => request.actionEntity?.attributes.has(name) ?? false,
  resource: (name) => (request) => request.resourceEntity?.attributes.has(name) ?? false,
  context: (name) => (request) => request.context.has(name),
};

function compileBinary({ operator, left, right }: Expression<'binary'>): Evaluate {
  const [one, other] = [compile(left), compile(right)];
  const apply = binaryOperators[operator];
  return (request) => apply(one(request), other(request), request);
}

/** Comparisons are most of what policies do, so each has a function of its own; undefined for other operators. */
function compileComparison({ operator, left, right }: Expression<'binary'>): Test | undefined {
  const comparison = comparisons[operator];
  if (comparison === undefined) return undefined; // before anything is compiled, which would double at each level
  const one = compile(left);
  if (right.kind === 'literal' && typeof right.value !== 'object') {
    const { value } = right;
    if (operator === '==') return (request) => one(request) === value;
    if (operator === '!=') return (request) => one(request) !== value;
  }
  return comparison(one, compile(right));
}

const comparisons: Partial<Record<BinaryOperator, (one: Evaluate, other: Evaluate) => Test>> = {
  '==': (one, other) => (request) => equal(one(request), other(request)),
  '!=': (one, other) => (request) => !equal(one(request), other(request)),
  '<': (one, other) => (request) => isLess(one(request), other(request)),
  '<=': (one, other) => (request) => !isGreater(one(request), other(request)),
  '>': (one, other) => (request) => isGreater(one(request), other(request)),
  '>=': (one, other) => (request) => !isLess(one(request), other(request)),
  in: (one, other) => (request) => isIn(one(request), other(request), request),
};

/** A call with literals has one result for ever, be it a value or an error. */
function calledOnce(name: string, values: readonly Value[]): Evaluate {
  try {
    return constant(callExtension(name, values));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return () => {
      throw error;
    };
  }
}

const constant =
  (value: Value): Evaluate =>
  () =>
    value;

const literalOf = (expression: Expression): Value[] => (expression.kind === 'literal' ? [expression.value] : []);
