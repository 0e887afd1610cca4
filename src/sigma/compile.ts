import { placeOf, textOf, wholeEvent, type Fields, type Place } from './cells.ts';
import { cellTest } from './matchings.ts';
import { exactText } from './pattern.ts';
import type { CellMatcher, PlaceMatcher, Test, Tree, Where } from './tree.ts';

/** True for the events that a rule is about. */
export type Predicate = (fields: Fields) => boolean;

/** Sigma's names of fields to the names of a log. */
export type Aliases = Readonly<Record<string, string>>;

/** The predicate of a tree over the events of a log with these aliases. */
export function compile(tree: Tree, aliases: Aliases = {}): Predicate {
  switch (tree.kind) {
    case 'test':
      return compileTest(tree, aliases);
    case 'not': {
      const inner = compile(tree.of, aliases);
      return (fields) => !inner(fields);
    }
    case 'all':
      return every(tree.of.map((child) => compile(child, aliases)));
    case 'any':
      return some(tree.of.map((child) => compile(child, aliases)));
    case 'at least':
      return atLeast(
        tree.count,
        tree.of.map((child) => compile(child, aliases)),
      );
  }
}

const every = (predicates: readonly Predicate[]): Predicate => (fields) => {
  for (const predicate of predicates) if (!predicate(fields)) return false;
  return true;
};

const some = (predicates: readonly Predicate[]): Predicate => (fields) => {
  for (const predicate of predicates) if (predicate(fields)) return true;
  return false;
};

const atLeast = (count: number, predicates: readonly Predicate[]): Predicate => (fields) => {
  let found = 0;
  for (const predicate of predicates) if (predicate(fields) && ++found >= count) return true;
  return false;
};

/** The predicate of one test. */
function compileTest(test: Test, aliases: Aliases): Predicate {
  const place = test.field === '' ? wholeEvent : placeOf(test.field, aliases);
  if (test.every) return every(test.matchers.map((matcher) => compileAny(place, [matcher], aliases)));
  return compileAny(place, test.matchers, aliases);
}

function compileAny(place: Place, matchers: readonly Test['matchers'][number][], aliases: Aliases): Predicate {
  const cells: CellMatcher[] = [];
  const predicates: Predicate[] = [];
  for (const matcher of matchers) {
    if (isPlaceMatcher(matcher)) predicates.push(compilePlace(place, matcher, aliases));
    else cells.push(matcher);
  }
  if (cells.length > 0) predicates.unshift(compileCells(place, cells));
  const [only] = predicates;
  return predicates.length === 1 && only ? only : some(predicates);
}

/** True for matchers that look at the place of a field and not at one of its cells. */
export function isPlaceMatcher(matcher: Test['matchers'][number]): matcher is PlaceMatcher {
  return matcher.kind === 'null' || matcher.kind === 'exists' || matcher.kind === 'reference';
}

/** Any of many values: exact ones are looked up at once. */
function compileCells(place: Place, matchers: readonly CellMatcher[]): Predicate {
  const exact = new Set<string>();
  const foldedTests: ((text: string) => boolean)[] = [];
  const plainTests: ((text: string) => boolean)[] = [];
  for (const matcher of matchers) {
    const text = matcher.kind === 'text' && !matcher.cased ? exactText(matcher.pattern) : undefined;
    if (text !== undefined) exact.add(text.toLowerCase());
    else {
      const test = cellTest(matcher);
      (test.folded ? foldedTests : plainTests).push(test.holds);
    }
  }
  const folds = exact.size > 0 || foldedTests.length > 0;
  const holds = (cell: unknown): boolean => {
    const text = textOf(cell);
    if (folds) {
      const lower = text.toLowerCase();
      if (exact.has(lower)) return true;
      for (const test of foldedTests) if (test(lower)) return true;
    }
    for (const test of plainTests) if (test(text)) return true;
    return false;
  };
  return (fields) => place.some(fields, holds);
}

const anything = (): boolean => true;

function compilePlace(place: Place, matcher: PlaceMatcher, aliases: Aliases): Predicate {
  if (matcher.kind === 'null') return (fields) => !place.some(fields, anything);
  if (matcher.kind === 'exists') return (fields) => place.present(fields) === matcher.present;
  const other = placeOf(matcher.field, aliases);
  const fold = matcher.cased ? (text: string) => text : (text: string) => text.toLowerCase();
  const compare = comparers[matcher.where];
  return (fields) => place.some(fields, (cell) => other.some(fields, (value) => compare(fold(textOf(cell)), fold(textOf(value)))));
}

/** How two fields are compared. */
const comparers: Readonly<Record<Where, (text: string, other: string) => boolean>> = {
  equal: (text, other) => text === other,
  startswith: (text, other) => text.startsWith(other),
  endswith: (text, other) => text.endsWith(other),
  contains: (text, other) => text.includes(other),
};
