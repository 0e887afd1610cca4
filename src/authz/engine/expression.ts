import type { Value } from './values.ts';

/** Every kind of expression in a policy, with its parts. Who treats expressions does it in one table over these kinds. */
interface Kinds {
  literal: { readonly value: Value };
  variable: { readonly name: Variable };
  unary: { readonly operator: UnaryOperator; readonly argument: Expression };
  binary: { readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression };
  and: { readonly left: Expression; readonly right: Expression };
  or: { readonly left: Expression; readonly right: Expression };
  if: { readonly condition: Expression; readonly consequent: Expression; readonly alternative: Expression };
  attribute: { readonly of: Expression; readonly name: string };
  /** `a has b.c`: the path holds one name or more. */
  has: { readonly of: Expression; readonly path: readonly string[] };
  like: { readonly text: Expression; readonly pattern: Pattern };
  is: { readonly of: Expression; readonly type: string; readonly in: Expression | undefined };
  set: { readonly items: readonly Expression[] };
  record: { readonly fields: readonly (readonly [name: string, value: Expression])[] };
  call: { readonly function: string; readonly arguments: readonly Expression[] };
}

export type Kind = keyof Kinds;
export type Expression<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & Kinds[P] }[K];

/** One function a kind. */
export type ByKind<Result> = { readonly [K in Kind]: (expression: Expression<K>) => Result };

export type Variable = 'principal' | 'action' | 'resource' | 'context';
export type UnaryOperator = '!' | 'neg' | 'isEmpty';
export type BinaryOperator =
  | '=='
  | '!='
  | 'in'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | 'contains'
  | 'containsAll'
  | 'containsAny'
  | 'getTag'
  | 'hasTag';

/** The literal pieces of a pattern, in order, with a wildcard between each two. */
export type Pattern = readonly string[];
