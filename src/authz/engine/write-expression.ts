import { fromTheDeepest } from './chains.ts';
import type { BinaryOperator, ByKind, Expression, Kind } from './expression.ts';
import { constructors } from './extension-functions.ts';
import { quoted, writeValue } from './write-value.ts';

/** An expression as a policy writes it. Cedar reads it as the same expression. */
export const writeExpression = fromTheDeepest((expression) => written(expression));

function written<K extends Kind>(expression: Expression<K>): string {
  return writers[expression.kind](expression);
}

/** Written as methods; the other binary operators stand between their operands. */
const methods: ReadonlySet<string> = new Set(['contains', 'containsAll', 'containsAny', 'getTag', 'hasTag']);
const functions: ReadonlySet<string> = new Set([...Object.values(constructors), 'unknown']);

const writers: ByKind<string> = {
  literal: ({ value }) => writeValue(value),
  variable: ({ name }) => name,
  unary: ({ operator, argument }) => {
    if (operator === 'isEmpty') return `${inner(argument)}.isEmpty()`;
    if (operator === '!') return `!${inner(argument)}`;
    return argument.kind === 'literal' ? `-(${writeExpression(argument)})` : `-${inner(argument)}`; // -0 is a literal
  },
  binary: ({ operator, left, right }) => {
    if (methods.has(operator)) return `${inner(left)}.${operator}(${writeExpression(right)})`;
    const first = left.kind === 'binary' && isChain(left.operator, operator) ? writeExpression(left) : inner(left);
    return `${first} ${operator} ${inner(right)}`;
  },
  and: ({ left, right }) => `${link('and', left)} && ${link('and', right)}`,
  or: ({ left, right }) => `${link('or', left)} || ${link('or', right)}`,
  if: ({ condition, consequent, alternative }) =>
    `if ${inner(condition)} then ${inner(consequent)} else ${alternative.kind === 'if' ? writeExpression(alternative) : inner(alternative)}`,
  attribute: ({ of, name }) => (isWord(name) ? `${inner(of)}.${name}` : `${inner(of)}[${quoted(name)}]`),
  has: ({ of, path }) => `${inner(of)} has ${path.every(isWord) ? path.join('.') : quoted(path.join('.'))}`,
  like: ({ text, pattern }) => `${inner(text)} like ${patternText(pattern)}`,
  is: ({ of, type, in: inside }) => `${inner(of)} is ${type}${inside === undefined ? '' : ` in ${inner(inside)}`}`,
  set: ({ items }) => `[${items.map(writeExpression).join(', ')}]`,
  record: ({ fields }) => `{${fields.map(([name, value]) => `${quoted(name)}: ${writeExpression(value)}`).join(', ')}}`,
  call: ({ function: name, arguments: given }) => {
    const [first, ...rest] = given;
    if (functions.has(name) || first === undefined) return `${name}(${given.map(writeExpression).join(', ')})`;
    return `${inner(first)}.${name}(${rest.map(writeExpression).join(', ')})`;
  },
};

/** Arithmetic that is done from the left needs no parentheses there. */
const isChain = (left: BinaryOperator, operator: BinaryOperator): boolean =>
  (sums.has(left) && sums.has(operator)) || (left === '*' && operator === '*');
const sums: ReadonlySet<BinaryOperator> = new Set(['+', '-']);

/** Parts that need no parentheses wherever they stand. */
const closed: ReadonlySet<Kind> = new Set(['variable', 'attribute', 'set', 'record', 'call']);
const isClosed = (expression: Expression): boolean =>
  closed.has(expression.kind) ||
  (expression.kind === 'binary' && methods.has(expression.operator)) ||
  (expression.kind === 'unary' && expression.operator === 'isEmpty');

function inner(expression: Expression): string {
  const text = writeExpression(expression);
  if (isClosed(expression)) return text;
  return expression.kind === 'literal' && !text.startsWith('-') ? text : `(${text})`;
}

/** Chains of one operator need no parentheses, however they are joined. */
const link = (kind: 'and' | 'or', part: Expression): string =>
  part.kind === kind ? writeExpression(part) : joined(part);

/** Whatever compares binds more tightly than `&&` and `||`. */
const tight: ReadonlySet<Kind> = new Set(['binary', 'unary', 'has', 'like', 'is']);
const joined = (part: Expression): string => (tight.has(part.kind) ? writeExpression(part) : inner(part));

const reserved = /^(?:true|false|if|then|else|in|is|like|has|__cedar)$/;
const isWord = (name: string): boolean => /^[_a-zA-Z]\w*$/.test(name) && !reserved.test(name);

const patternText = (pieces: readonly string[]): string =>
  `"${pieces
    .map((piece) =>
      quoted(piece)
        .slice(1, -1)
        .replaceAll('*', String.raw`\*`),
    )
    .join('*')}"`;
