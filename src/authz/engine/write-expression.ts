import type { ByKind, Expression, Kind } from './expression.ts';
import { constructors } from './extension-functions.ts';
import { quoted, writeValue } from './write-value.ts';

/** An expression as a policy writes it. Cedar reads it as the same expression. */
export function writeExpression<K extends Kind>(expression: Expression<K>): string {
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
  binary: ({ operator, left, right }) =>
    methods.has(operator)
      ? `${inner(left)}.${operator}(${writeExpression(right)})`
      : `${inner(left)} ${operator} ${inner(right)}`,
  and: ({ left, right }) => `${leading('and', left)} && ${joined(right)}`,
  or: ({ left, right }) => `${leading('or', left)} || ${joined(right)}`,
  if: ({ condition, consequent, alternative }) =>
    `if ${inner(condition)} then ${inner(consequent)} else ${inner(alternative)}`,
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

/** Parts that need no parentheses wherever they stand. */
const closed: ReadonlySet<Kind> = new Set(['variable', 'attribute', 'set', 'record', 'call']);

function inner(expression: Expression): string {
  const text = writeExpression(expression);
  if (closed.has(expression.kind)) return text;
  return expression.kind === 'literal' && !text.startsWith('-') ? text : `(${text})`;
}

/** Chains of one operator are read from the left, and need no parentheses there. */
const leading = (kind: 'and' | 'or', part: Expression): string =>
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
