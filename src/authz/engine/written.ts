import type { BinaryOperator, ByKind, Expression, Kind, Pattern } from './expression.ts';
import { constructors } from './extension-functions.ts';
import type { ActionScope, Scope } from './scope.ts';
import { CedarRecord, CedarSet, EntityUid, isLong, type Value } from './values.ts';

/** How tightly each part of Cedar's grammar binds. Source: docs.cedarpolicy.com, "Grammar specification". */
const binds = { if: 0, or: 1, and: 2, relation: 3, sum: 4, product: 5, unary: 6, member: 7 } as const;

/** An expression as Cedar writes it: reading it again gives the same expression. */
export const written = (expression: Expression): string => writtenIn(expression, binds.if);

/** A value as Cedar writes it. */
export function writtenValue(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof EntityUid) return `${value.type}::${quoted(value.id)}`;
  if (value instanceof CedarSet) return `[${value.items.map(writtenValue).join(', ')}]`;
  if (value instanceof CedarRecord)
    return `{${[...value.fields].map(([name, field]) => `${key(name)}: ${writtenValue(field)}`).join(', ')}}`;
  return value.written;
}

/** What a head asks of the principal or of the resource. */
export function writtenScope(variable: 'principal' | 'resource', scope: Scope): string {
  if (scope.kind === 'any') return variable;
  if (scope.kind === 'is') return `${variable} is ${scope.type}`;
  const entity = writtenValue(scope.entity);
  if (scope.kind === 'is-in') return `${variable} is ${scope.type} in ${entity}`;
  return `${variable} ${scope.kind === 'equals' ? '==' : 'in'} ${entity}`;
}

/** What a head asks of the action. */
export function writtenActionScope(scope: ActionScope): string {
  if (scope.kind === 'any') return 'action';
  if (scope.kind === 'equals') return `action == ${writtenValue(scope.entity)}`;
  const [only, ...others] = scope.entities;
  if (only !== undefined && others.length === 0) return `action in ${writtenValue(only)}`;
  return `action in [${scope.entities.map(writtenValue).join(', ')}]`;
}

function writtenIn(expression: Expression, outside: number): string {
  const text = textOf(expression);
  return strengthOf(expression) < outside ? `(${text})` : text;
}

const textOf = <K extends Kind>(expression: Expression<K>): string => writers[expression.kind](expression);

const writers: ByKind<string> = {
  literal: ({ value }) => writtenValue(value),
  variable: ({ name }) => name,
  unary: ({ operator, argument }) => {
    if (operator === 'isEmpty') return `${writtenIn(argument, binds.member)}.isEmpty()`;
    if (operator === 'neg' && argument.kind === 'literal') return `-(${written(argument)})`; // -1 would be a literal
    return `${operator === 'neg' ? '-' : '!'}${writtenIn(argument, binds.member)}`;
  },
  binary: ({ operator, left, right }) => {
    const binding = infix[operator];
    if (binding === undefined) return `${writtenIn(left, binds.member)}.${operator}(${written(right)})`;
    const [one, other] = binding === binds.relation ? [binding + 1, binding + 1] : [binding, binding + 1];
    return `${writtenIn(left, one)} ${operator} ${writtenIn(right, other)}`;
  },
  and: ({ left, right }) => `${writtenIn(left, binds.and)} && ${writtenIn(right, binds.relation)}`,
  or: ({ left, right }) => `${writtenIn(left, binds.or)} || ${writtenIn(right, binds.and)}`,
  if: ({ condition, consequent, alternative }) =>
    `if ${written(condition)} then ${written(consequent)} else ${written(alternative)}`,
  attribute: ({ of, name }) => `${writtenIn(of, binds.member)}${isWord(name) ? `.${name}` : `[${quoted(name)}]`}`,
  has: ({ of, path }) => `${writtenIn(of, binds.sum)} has ${path.map(key).join('.')}`,
  like: ({ text, pattern }) => `${writtenIn(text, binds.sum)} like ${writtenPattern(pattern)}`,
  is: ({ of, type, in: inside }) =>
    `${writtenIn(of, binds.sum)} is ${type}${inside === undefined ? '' : ` in ${writtenIn(inside, binds.sum)}`}`,
  set: ({ items }) => `[${items.map(written).join(', ')}]`,
  record: ({ fields }) => `{${fields.map(([name, value]) => `${key(name)}: ${written(value)}`).join(', ')}}`,
  call: ({ function: name, arguments: given }) => {
    const [first, ...others] = given;
    if (first === undefined || makers.has(name)) return `${name}(${given.map(written).join(', ')})`;
    return `${writtenIn(first, binds.member)}.${name}(${others.map(written).join(', ')})`;
  },
};

/** Operators that stand between their operands; the others are methods. */
const infix: Partial<Record<BinaryOperator, number>> = {
  '==': binds.relation,
  '!=': binds.relation,
  '<': binds.relation,
  '<=': binds.relation,
  '>': binds.relation,
  '>=': binds.relation,
  in: binds.relation,
  '+': binds.sum,
  '-': binds.sum,
  '*': binds.product,
};

const makers = new Set(Object.values(constructors));

/** Those that always bind alike; what is not here binds as a member does. */
const strengths: Partial<Record<Kind, number>> = {
  if: binds.if,
  or: binds.or,
  and: binds.and,
  has: binds.relation,
  like: binds.relation,
  is: binds.relation,
};

function strengthOf(expression: Expression): number {
  if (expression.kind === 'binary') return infix[expression.operator] ?? binds.member;
  if (expression.kind === 'unary') return expression.operator === 'isEmpty' ? binds.member : binds.unary;
  if (expression.kind === 'literal') return isNegative(expression.value) ? binds.unary : binds.member;
  return strengths[expression.kind] ?? binds.member;
}

const isNegative = (value: Value): boolean => isLong(value) && value < 0;

const reserved = /^(?:true|false|if|then|else|in|is|like|has|__cedar)$/;
const isWord = (name: string): boolean => /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) && !reserved.test(name);
const key = (name: string): string => (isWord(name) ? name : quoted(name));

/** Cedar writes what has no letter as `\u{…}`, where JSON has four digits. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/\\(?:u([0-9a-f]{4})|([bf])|.)/g, (found, code?: string, short?: string) => {
    if (code !== undefined) return `\\u{${code}}`;
    return short === undefined ? found : `\\u{${short === 'b' ? '8' : 'c'}}`;
  });

const writtenPattern = (pattern: Pattern): string =>
  `"${pattern.map((piece) => quoted(piece).slice(1, -1).replaceAll('*', '\\*')).join('*')}"`;
