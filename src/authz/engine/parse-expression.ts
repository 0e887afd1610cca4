import { Fault } from '#kernel';
import { extensionFunctions } from './extension-functions.ts';
import { joined } from './chains.ts';
import type { BinaryOperator, Expression, Pattern, UnaryOperator, Variable } from './expression.ts';
import { literalLong } from './long-literals.ts';
import { binaryOperators, unaryOperators } from './operators.ts';
import { EntityUid, type Value } from './values.ts';

type Read = (body: unknown) => Expression;

/** The long that a text stands for, where long literals were hidden in texts. */
export type LongOf = (text: string) => bigint | undefined;

/**
 * An expression of Cedar's own JSON form of policies, which comes from Cedar's library. A chain of operators is one
 * thing inside the other there, thousands deep, so what lies deepest is read first, without recursion.
 * Source of the form: docs.cedarpolicy.com, "JSON policy format".
 */
export function parseExpression(json: unknown, longOf: LongOf): Expression {
  const way = [json];
  for (let at = deepest(json); at !== undefined; at = deepest(at)) way.push(at);
  const known = new Map<unknown, Expression>();
  const read: Read = (inner) => known.get(inner) ?? parseExpression(inner, longOf);
  let expression: Expression | undefined;
  for (const inner of way.toReversed()) known.set(inner, (expression = parseOne(inner, read, longOf)));
  return expression ?? parseOne(json, read, longOf);
}

/** The part of an expression where chains go on: the left of operators, and what follows `else`. */
function deepest(json: unknown): unknown {
  const [operator, body] = onlyEntry(json);
  if (operator === '&&' || operator === '||') return linksOf(json, operator)[0];
  const inner = operator in atoms ? undefined : firstOf(body);
  return operator === 'neg' && isParts(inner) && 'Value' in inner ? undefined : inner; // -2^63 is one literal
}

const firstOf = (body: unknown): unknown =>
  isParts(body) ? (body['else'] ?? body['left'] ?? body['arg']) : Array.isArray(body) ? body[0] : undefined;

const atoms = { Value: true, Var: true, Record: true, Set: true };

/** The links of a chain, `a`, `b` and `c` of `a && b && c`. */
function linksOf(json: unknown, operator: '&&' | '||'): readonly unknown[] {
  const links: unknown[] = [];
  for (let at = json; ;) {
    const [found, body] = onlyEntry(at);
    if (found !== operator) return [at, ...links.toReversed()];
    links.push(part(body, 'right'));
    at = part(body, 'left');
  }
}

function parseOne(json: unknown, read: Read, longOf: LongOf): Expression {
  const [operator, body] = onlyEntry(json);
  if (operator === '&&' || operator === '||')
    return joined(operator === '&&' ? 'and' : 'or', linksOf(json, operator).map(read));
  const special = specials[operator];
  if (special !== undefined) return special(body, read, longOf);
  if (isBinary(operator))
    return { kind: 'binary', operator, left: read(part(body, 'left')), right: read(part(body, 'right')) };
  if (operator === 'neg') return negative(part(body, 'arg'), read, longOf);
  if (isUnary(operator)) return { kind: 'unary', operator, argument: read(part(body, 'arg')) };
  if (extensionFunctions.has(operator)) return { kind: 'call', function: operator, arguments: list(body).map(read) };
  throw strange(`the operator ${operator}`);
}

/** The kinds that have parts of their own. */
const specials: Readonly<Record<string, (body: unknown, read: Read, longOf: LongOf) => Expression>> = {
  Value: (body, _, longOf) => ({ kind: 'literal', value: literal(body, longOf) }),
  Var: (body) => ({ kind: 'variable', name: variable(body) }),
  'if-then-else': (body, read) => ({
    kind: 'if',
    condition: read(part(body, 'if')),
    consequent: read(part(body, 'then')),
    alternative: read(part(body, 'else')),
  }),
  '.': (body, read) => ({ kind: 'attribute', of: read(part(body, 'left')), name: text(part(body, 'attr')) }),
  has: (body, read) => {
    const path = part(body, 'attr');
    return { kind: 'has', of: read(part(body, 'left')), path: Array.isArray(path) ? path.map(text) : [text(path)] };
  },
  like: (body, read) => ({ kind: 'like', text: read(part(body, 'left')), pattern: pattern(part(body, 'pattern')) }),
  is: (body, read) => {
    const inside = isParts(body) && 'in' in body ? read(body['in']) : undefined;
    return { kind: 'is', of: read(part(body, 'left')), type: text(part(body, 'entity_type')), in: inside };
  },
  Set: (body, read) => ({ kind: 'set', items: list(body).map(read) }),
  Record: (body, read) => ({
    kind: 'record',
    fields: isParts(body) ? Object.entries(body).map(([name, value]) => [name, read(value)] as const) : [],
  }),
};

/** The smallest long has no positive counterpart, so the sign of a hidden literal belongs to it. */
function negative(argument: unknown, read: Read, longOf: LongOf): Expression {
  const hidden = isParts(argument) && typeof argument['Value'] === 'string' ? longOf(argument['Value']) : undefined;
  return hidden === undefined
    ? { kind: 'unary', operator: 'neg', argument: read(argument) }
    : { kind: 'literal', value: literalLong(-hidden) };
}

function literal(body: unknown, longOf: LongOf): Value {
  if (typeof body === 'boolean') return body;
  if (typeof body === 'number' && Number.isSafeInteger(body)) return body;
  if (typeof body === 'string') {
    const hidden = longOf(body);
    return hidden === undefined ? body : literalLong(hidden);
  }
  return uidOf(body);
}

/** The name of an entity, in either of the two forms that Cedar's JSON has. */
export function uidOf(json: unknown): EntityUid {
  const inner = isParts(json) && '__entity' in json ? json['__entity'] : json;
  return new EntityUid(text(part(inner, 'type')), text(part(inner, 'id')));
}

/** Cedar gives a pattern letter by letter; joined again, its wildcards stand between the pieces. */
function pattern(body: unknown): Pattern {
  const pieces = [''];
  for (const element of list(body)) {
    if (element === 'Wildcard') pieces.push('');
    else pieces[pieces.length - 1] += text(part(element, 'Literal'));
  }
  return pieces;
}

function onlyEntry(json: unknown): [string, unknown] {
  const [entry] = isParts(json) ? Object.entries(json) : [];
  if (entry === undefined) throw strange('an expression without an operator');
  return entry;
}

type Parts = Readonly<Record<string, unknown>>;
const isParts = (json: unknown): json is Parts => typeof json === 'object' && json !== null && !Array.isArray(json);
const isBinary = (operator: string): operator is BinaryOperator => Object.hasOwn(binaryOperators, operator);
const isUnary = (operator: string): operator is UnaryOperator => Object.hasOwn(unaryOperators, operator);

function part(body: unknown, name: string): unknown {
  if (isParts(body) && Object.hasOwn(body, name)) return body[name];
  throw strange(`an expression without ${name}`);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw strange('something else than a text');
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw strange('something else than a list');
}

function variable(name: unknown): Variable {
  if (name === 'principal' || name === 'action' || name === 'resource' || name === 'context') return name;
  throw strange('an unknown variable');
}

const strange = (what: string): Fault =>
  new Fault(
    'Internal',
    `Cedar's library gave a policy in a form that Yagura does not know: ${what}. Report this policy.`,
  );
