import type { ByKind, Expression, Kind, Variable } from '../engine/expression.ts';
import type { Value } from '../engine/values.ts';
import { writeExpression } from '../engine/write-expression.ts';

/** The parts of an expression that are looked at whatever the others are; of `&&`, `||` and `if` only the first. */
function strict(e: Expression): readonly Expression[] {
  if (e.kind === 'and' || e.kind === 'or') return [e.left];
  if (e.kind === 'if') return [e.condition];
  if (e.kind === 'is') return [e.of];
  return partsOf(e);
}

/** Every part of an expression, in order. */
export const partsOf = <K extends Kind>(e: Expression<K>): readonly Expression[] => parts[e.kind](e);

const both = ({ left, right }: { left: Expression; right: Expression }): readonly Expression[] => [left, right];

const parts: ByKind<readonly Expression[]> = {
  literal: () => [],
  variable: () => [],
  unary: (e) => [e.argument],
  binary: both,
  and: both,
  or: both,
  if: (e) => [e.condition, e.consequent, e.alternative],
  attribute: (e) => [e.of],
  has: (e) => [e.of],
  like: (e) => [e.text],
  is: (e) => (e.in === undefined ? [e.of] : [e.of, e.in]),
  set: (e) => e.items,
  record: (e) => e.fields.map(([, value]) => value),
  call: (e) => e.arguments,
};

/** The attributes that must have been there for an expression to have a value. */
export const strictParts = (e: Expression): readonly Expression<'attribute'>[] => [
  ...(e.kind === 'attribute' ? [e] : []),
  ...strict(e).flatMap(strictParts),
];

export const variablesOf = (e: Expression): ReadonlySet<Variable> =>
  new Set(e.kind === 'variable' ? [e.name] : partsOf(e).flatMap((part) => [...variablesOf(part)]));

/** Operators that ask of what entities hold or are in. */
const asking: ReadonlySet<string> = new Set(['in', 'getTag', 'hasTag']);

/**
 * An expression in which a part is a value: a comparison, a pattern, a set that contains. Undefined where anything but
 * that part is unknown, or where the value would be asked for what it holds.
 */
export function replaced(e: Expression, of: string, value: Value): Expression | undefined {
  if (writeExpression(e) === of) return { kind: 'literal', value };
  if (e.kind === 'literal') return e;
  if (e.kind === 'like') return withParts([e.text], of, value, ([text]) => ({ ...e, text }));
  if (e.kind === 'is' && e.in === undefined) return withParts([e.of], of, value, ([inner]) => ({ ...e, of: inner }));
  if (e.kind === 'call') return withParts(e.arguments, of, value, (given) => ({ ...e, arguments: given }));
  if (e.kind === 'set') return withParts(e.items, of, value, (items) => ({ ...e, items }));
  if (e.kind !== 'binary' || asking.has(e.operator)) return undefined;
  return withParts([e.left, e.right], of, value, ([left, right]) => ({ ...e, left, right }));
}

function withParts<const Parts extends readonly Expression[]>(
  parts: Parts,
  of: string,
  value: Value,
  whole: (parts: { readonly [Place in keyof Parts]: Expression }) => Expression,
): Expression | undefined {
  const known = parts.map((part) => replaced(part, of, value)).filter((part) => part !== undefined);
  return isWhole(known, parts) ? whole(known) : undefined;
}

const isWhole = <Parts extends readonly unknown[]>(
  known: readonly Expression[],
  parts: Parts,
): known is { readonly [Place in keyof Parts]: Expression } & readonly Expression[] => known.length === parts.length;
