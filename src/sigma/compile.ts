import { remembered } from '#kernel';
import { placeOf, textOf, wholeEvent, type CellTest, type Fields, type Place } from './cells.ts';
import type { TextTest } from './glob.ts';
import { cellTest } from './matchings.ts';
import { exactText } from './pattern.ts';
import { accountsIn } from './policy-text.ts';
import type { CellMatcher, PlaceMatcher, Test, Tree, Where } from './tree.ts';

/** True for the events that a rule is about. */
export type Predicate = (fields: Fields) => boolean;

/** Sigma's names of fields to the names of a log. */
export type Aliases = Readonly<Record<string, string>>;

/** The predicate of a tree over the events of a log with these aliases. */
export function compile(tree: Tree, aliases: Aliases = {}): Predicate {
  return compileNode(tree, aliases, (part) => compile(part, aliases));
}

/** The predicate of a tree whose parts are compiled by `compilePart`. */
export function compileNode(tree: Tree, aliases: Aliases, compilePart: (tree: Tree) => Predicate): Predicate {
  if (tree.kind === 'test') return compileTest(tree, aliases);
  if (tree.kind === 'not') return negated(compilePart(tree.of));
  const parts = tree.of.map(compilePart);
  if (tree.kind === 'all') return every(parts);
  return tree.kind === 'any' ? some(parts) : atLeast(tree.count, parts);
}

const negated =
  (predicate: Predicate): Predicate =>
  (fields) =>
    !predicate(fields);

/** Two and three parts are by far the most common, and a call is cheaper than a loop over calls. */
function every(predicates: readonly Predicate[]): Predicate {
  const [a, b, c] = predicates;
  if (predicates.length === 1 && a) return a;
  if (predicates.length === 2 && a && b) return (fields) => a(fields) && b(fields);
  if (predicates.length === 3 && a && b && c) return (fields) => a(fields) && b(fields) && c(fields);
  return (fields) => {
    for (const predicate of predicates) if (!predicate(fields)) return false;
    return true;
  };
}

function some(predicates: readonly Predicate[]): Predicate {
  const [a, b, c] = predicates;
  if (predicates.length === 1 && a) return a;
  if (predicates.length === 2 && a && b) return (fields) => a(fields) || b(fields);
  if (predicates.length === 3 && a && b && c) return (fields) => a(fields) || b(fields) || c(fields);
  return (fields) => {
    for (const predicate of predicates) if (predicate(fields)) return true;
    return false;
  };
}

const atLeast =
  (count: number, predicates: readonly Predicate[]): Predicate =>
  (fields) => {
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
  return some(predicates);
}

/** True for matchers that look at the place of a field and not at one of its cells. */
export function isPlaceMatcher(matcher: Test['matchers'][number]): matcher is PlaceMatcher {
  return ['null', 'exists', 'reference', 'outsiders'].includes(matcher.kind);
}

/** Any of many values: exact ones are looked up at once. */
function compileCells(place: Place, matchers: readonly CellMatcher[]): Predicate {
  const texts: string[] = [];
  const foldedTests: TextTest[] = [];
  const plainTests: TextTest[] = [];
  for (const matcher of matchers) {
    const text = matcher.kind === 'text' && !matcher.cased ? exactText(matcher.pattern) : undefined;
    if (text !== undefined) texts.push(text);
    else {
      const test = cellTest(matcher);
      (test.folded ? foldedTests : plainTests).push(test.holds);
    }
  }
  if (foldedTests.length === 0 && plainTests.length === 0) return place.some(exactCell(texts));
  const exact = new Set(texts.map((text) => text.toLowerCase()));
  const holds = (text: string): boolean => {
    if (plainTests.some((test) => test(text))) return true;
    if (foldedTests.length === 0 && exact.size === 0) return false;
    const lower = text.toLowerCase();
    return exact.has(lower) || foldedTests.some((test) => test(lower));
  };
  const asked = foldedTests.length + plainTests.length > fewTests ? remembered(holds) : holds;
  return place.some((cell) => asked(textOf(cell)));
}

/** To look a text up costs as much as two of these, or three. */
const fewTests = 2;

/**
 * The test of texts that have no wildcard, in any case: most cells are told by their length or as written.
 * A letter that changes its length in lower case is outside ASCII, and then so is what it becomes.
 */
function exactCell(texts: readonly string[]): CellTest {
  const [only] = texts;
  const byLength = texts.every((text) => /^[\x20-\x7e]*$/.test(text));
  if (texts.length === 1 && only !== undefined) return exactOne(only, byLength);
  const written = new Set(texts);
  const lower = new Set(texts.map((text) => text.toLowerCase()));
  const lengths = new Set(texts.map((text) => text.length));
  return (cell) => {
    const text = typeof cell === 'string' ? cell : textOf(cell);
    if (byLength && !lengths.has(text.length)) return false;
    return written.has(text) || lower.has(text.toLowerCase());
  };
}

function exactOne(written: string, byLength: boolean): CellTest {
  const lower = written.toLowerCase();
  return (cell) => {
    const text = typeof cell === 'string' ? cell : textOf(cell);
    if (byLength && text.length !== written.length) return false;
    return text === written || text.toLowerCase() === lower;
  };
}

const anything = (): boolean => true;

function compilePlace(place: Place, matcher: PlaceMatcher, aliases: Aliases): Predicate {
  if (matcher.kind === 'null') {
    const valued = place.some(anything);
    return (fields) => !valued(fields);
  }
  if (matcher.kind === 'exists') return (fields) => place.present(fields) === matcher.present;
  const other = placeOf(matcher.field, aliases);
  if (matcher.kind === 'outsiders') return letsOutsidersIn(place, other);
  const fold = matcher.cased ? (text: string) => text : (text: string) => text.toLowerCase();
  const compare = comparers[matcher.where];
  return (fields) =>
    place.some((cell) => other.some((value) => compare(fold(textOf(cell)), fold(textOf(value))))(fields))(fields);
}

/** A policy of the one field lets in an account that the other field does not name; never where that one is missing. */
const letsOutsidersIn =
  (place: Place, own: Place): Predicate =>
  (fields) => {
    const owned: string[] = [];
    own.some((cell) => owned.push(textOf(cell)) === 0)(fields);
    const isStranger = (account: string): boolean => !owned.includes(account);
    return owned.length > 0 && place.some((policy) => accountsIn(textOf(policy)).some(isStranger))(fields);
  };

/** How two fields are compared. */
const comparers: Readonly<Record<Where, (text: string, other: string) => boolean>> = {
  equal: (text, other) => text === other,
  startswith: (text, other) => text.startsWith(other),
  endswith: (text, other) => text.endsWith(other),
  contains: (text, other) => text.includes(other),
};
