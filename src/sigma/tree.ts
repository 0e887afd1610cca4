import type { Comparison } from './comparisons.ts';
import type { Pattern } from './pattern.ts';
import type { TimePart } from './time-parts.ts';

/** What a rule asks of one event: its selections put into its condition, filters included. Plain data. */
export type Tree = AllOf | AnyOf | AtLeast | Not | Test;

export interface AllOf {
  readonly kind: 'all';
  readonly of: readonly Tree[];
}
export interface AnyOf {
  readonly kind: 'any';
  readonly of: readonly Tree[];
}
export interface AtLeast {
  readonly kind: 'at least';
  readonly count: number;
  readonly of: readonly Tree[];
}
export interface Not {
  readonly kind: 'not';
  readonly of: Tree;
}

/** A field compared with values: any of them, or every one. The field '' is the whole event (keywords). */
export interface Test {
  readonly kind: 'test';
  readonly field: string;
  readonly matchers: readonly Matcher[];
  readonly every: boolean;
}

/** How a cell may be compared with another field's: the whole of it, or a part. */
export type Where = 'equal' | 'startswith' | 'endswith' | 'contains';

/** One value of a rule, ready to be compared. */
export type Matcher = CellMatcher | PlaceMatcher;

/** Looks at one cell that holds a value: a text, a number, a boolean or an object. */
export type CellMatcher =
  | { readonly kind: 'text'; readonly pattern: Pattern; readonly cased: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'cidr'; readonly range: string }
  | { readonly kind: 'number'; readonly compare: Comparison; readonly than: number; readonly part?: TimePart }
  | { readonly kind: 'everyone'; readonly isLetIn: boolean };

/** Looks at the place of the field: whether it is there, or at another field's. */
export type PlaceMatcher =
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly present: boolean }
  | { readonly kind: 'reference'; readonly field: string; readonly where: Where; readonly cased: boolean }
  | { readonly kind: 'outsiders'; readonly field: string };

/** Every test of a tree, from left to right. */
export function* testsOf(tree: Tree): Generator<Test> {
  if (tree.kind === 'test') yield tree;
  else if (tree.kind === 'not') yield* testsOf(tree.of);
  else for (const child of tree.of) yield* testsOf(child);
}
