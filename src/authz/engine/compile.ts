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
  isIn,
  string,
  unaryOperators,
} from './operators.ts';
import { matcher } from './pattern.ts';
import type { Condition } from './policy.ts';
import type { CedarRequest } from './request.ts';
import { CedarRecord, CedarSet, equal, type Value } from './values.ts';

/** An expression made into a function. It throws an EvaluationError where the expression has no value. */
export type Evaluate = (request: CedarRequest) => Value;

/** Whether the conditions of a policy hold. */
export type Test = (request: CedarRequest) => boolean;

/** All conditions of a policy in one; undefined when there are none. */
export function compileConditions(conditions: readonly Condition[]): Test | undefined {
  const tests = conditions.map(({ kind, body }): Test => {
    const evaluate = compile(body);
    return kind === 'when' ? (request) => boolean(evaluate(request)) : (request) => !boolean(evaluate(request));
  });
  return tests.reduce<Test | undefined>(
    (before, test) => (before === undefined ? test : (request) => before(request) && test(request)),
    undefined,
  );
}

/** Compiles an expression once; evaluating it then looks nothing up that was known before. */
export function compile<K extends Kind>(expression: Expression<K>): Evaluate {
  return compilers[expression.kind](expression);
}

const compilers: ByKind<Evaluate> = {
  literal:
    ({ value }) =>
    () =>
      value,
  variable: ({ name }) => variables[name],
  unary: ({ operator, argument }) => {
    const evaluate = compile(argument);
    const apply = unaryOperators[operator];
    return (request) => apply(evaluate(request));
  },
  binary: (expression) => withLiteral(expression) ?? withBoth(expression),
  and: ({ left, right }) => {
    const [one, other] = [compile(left), compile(right)];
    return (request) => boolean(one(request)) && boolean(other(request));
  },
  or: ({ left, right }) => {
    const [one, other] = [compile(left), compile(right)];
    return (request) => boolean(one(request)) || boolean(other(request));
  },
  if: (expression) => {
    const [condition, consequent, alternative] = [
      compile(expression.condition),
      compile(expression.consequent),
      compile(expression.alternative),
    ];
    return (request) => (boolean(condition(request)) ? consequent(request) : alternative(request));
  },
  attribute: ({ of, name }) => {
    if (of.kind === 'variable') return ofVariable[of.name](name);
    const evaluate = compile(of);
    return (request) => attributeOf(evaluate(request), name, request);
  },
  has: ({ of, path }) => {
    const [name = ''] = path;
    const evaluate = compile(of);
    if (path.length > 1) return (request) => hasPath(evaluate(request), path, request);
    if (of.kind === 'variable') return variableHas[of.name](name);
    return (request) => hasAttribute(evaluate(request), name, request);
  },
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
  call: (expression) => {
    const values = expression.arguments.flatMap(literalOf);
    if (values.length === expression.arguments.length) return calledOnce(expression.function, values);
    const evaluates = expression.arguments.map(compile);
    return (request) =>
      callExtension(
        expression.function,
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
const ofVariable: Readonly<Record<Variable, (name: string) => Evaluate>> = {
  principal: (name) => (request) => attributeOfEntity(request.principalEntity, request.principal, name),
  action: (name) => (request) => attributeOfEntity(request.actionEntity, request.action, name),
  resource: (name) => (request) => attributeOfEntity(request.resourceEntity, request.resource, name),
  context: (name) => (request) => request.context.get(name) ?? attributeOf(request.context, name, request),
};

const variableHas: Readonly<Record<Variable, (name: string) => Evaluate>> = {
  principal: (name) => (request) => request.principalEntity?.attributes.has(name) ?? false,
  action: (name) => (request) => request.actionEntity?.attributes.has(name) ?? false,
  resource: (name) => (request) => request.resourceEntity?.attributes.has(name) ?? false,
  context: (name) => (request) => request.context.has(name),
};

function withBoth({ operator, left, right }: Expression<'binary'>): Evaluate {
  const [one, other] = [compile(left), compile(right)];
  const apply = binaryOperators[operator];
  return (request) => apply(one(request), other(request), request);
}

/** The comparisons with a literal on the right, which is what most clauses are. */
function withLiteral({ operator, left, right }: Expression<'binary'>): Evaluate | undefined {
  if (right.kind !== 'literal') return undefined;
  return literalComparisons[operator]?.(compile(left), right.value);
}

const literalComparisons: Partial<Record<BinaryOperator, (one: Evaluate, value: Value) => Evaluate>> = {
  '==': (one, value) => (request) => equal(one(request), value),
  '!=': (one, value) => (request) => !equal(one(request), value),
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
