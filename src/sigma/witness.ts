import { folded } from './matchings.ts';
import { exactText, longestLiteral } from './pattern.ts';
import { literalWithin } from './regex.ts';
import { testsOf, type Matcher, type Test, type Tree } from './tree.ts';

/** A field that must hold a text: exactly it, or somewhere in it. Texts are in lower case. */
export interface Probe {
  readonly field: string;
  readonly exact: boolean;
  readonly text: string;
}

/**
 * A condition that is necessary: where the tree holds, at least one probe finds its text.
 * An empty list is a tree that never holds.
 */
export type Witness = readonly Probe[];

/** How many different exact texts the rules ask of each field: the more, the better it parts them. */
export type Spread = ReadonlyMap<string, number>;

export function spreadOf(trees: readonly Tree[]): Spread {
  const texts = new Map<string, Set<string>>();
  for (const tree of trees) {
    for (const { field, exact, text } of [...testsOf(tree)].flatMap((test) =>
      test.matchers.flatMap((matcher) => probeOf(test.field, matcher) ?? []),
    )) {
      if (!exact) continue;
      const seen = texts.get(field) ?? new Set();
      texts.set(field, seen.add(text));
    }
  }
  return new Map([...texts].map(([field, seen]) => [field, seen.size]));
}

/**
 * The most telling witness of a tree, or undefined when none can be told.
 * INVARIANT: sound, so that an index built on it loses no match. Of alternatives every one must contribute, a
 * negation contributes nothing, and what is joined by "and" may be represented by any of its parts.
 */
export function witnessOf(tree: Tree, spread: Spread): Witness | undefined {
  switch (tree.kind) {
    case 'test':
      return witnessOfTest(tree, spread);
    case 'not':
      return undefined;
    case 'all':
      return best(
        tree.of.map((child) => witnessOf(child, spread)),
        spread,
      );
    case 'any':
    case 'at least':
      return union(tree.of.map((child) => witnessOf(child, spread)));
  }
}

function witnessOfTest(test: Test, spread: Spread): Witness | undefined {
  const probes = test.matchers.map((matcher) => probeOf(test.field, matcher)).map((probe) => probe && [probe]);
  return test.every ? best(probes, spread) : union(probes);
}

function union(witnesses: readonly (Witness | undefined)[]): Witness | undefined {
  const known = witnesses.flatMap((witness) => (witness ? [witness] : []));
  return known.length === witnesses.length ? known.flat() : undefined;
}

function best(witnesses: readonly (Witness | undefined)[], spread: Spread): Witness | undefined {
  const known = witnesses.flatMap((witness) => (witness ? [witness] : []));
  return known.toSorted((one, other) => worth(other, spread) - worth(one, spread) || one.length - other.length)[0];
}

/**
 * A chain is as strong as its weakest link. A whole text tells the more the more different ones rules ask of its field:
 * one of hundreds of calls in few events, one of five types of callers in nearly all. A part of a text is rare wherever
 * it is looked for, unless it is short.
 */
const worth = (witness: Witness, spread: Spread): number =>
  Math.min(
    ...witness.map(({ field, exact, text }) => {
      const asked = spread.get(field) ?? 0;
      if (exact) return tellingLength + asked;
      return text.length < tellingLength ? text.length : worthOfPart + asked / 2;
    }),
  );

/** A part of a text is as rare as one of so many whole ones (measured: decision 0028). */
const worthOfPart = 300;
const tellingLength = 4;

/**
 * What is left to ask of an event in which the witness was found, where the witness says the same as one of the
 * tests that are joined by "and": that test need not be asked again. Nothing left is all of nothing, which holds.
 */
export function restOf(tree: Tree, witness: Witness | undefined): Tree {
  if (witness === undefined) return tree;
  if (tree.kind === 'test') return says(tree, witness) ? nothingLeft : tree;
  if (tree.kind !== 'all') return tree;
  const rests = tree.of.map((child) => restOf(child, witness));
  const at = rests.findIndex((rest, place) => rest !== tree.of[place]);
  if (at < 0) return tree;
  const left = tree.of.flatMap((child, place) => (place === at ? restOfPart(rests[at]) : [child]));
  return left.length === 1 && left[0] ? left[0] : { kind: 'all', of: left };
}

const nothingLeft: Tree = { kind: 'all', of: [] };

const restOfPart = (rest: Tree | undefined): readonly Tree[] =>
  rest === undefined ? [] : rest.kind === 'all' ? rest.of : [rest];

/** True when a test asks exactly for what the witness found: whole texts in any case, no more and no less. */
function says(test: Test, witness: Witness): boolean {
  if (test.every && test.matchers.length > 1) return false;
  if (test.matchers.length !== witness.length) return false;
  return test.matchers.every((matcher, index) => {
    const probe = witness[index];
    if (matcher.kind !== 'text' || matcher.cased || probe?.field !== test.field || !probe.exact) return false;
    return exactText(folded(matcher.pattern)) === probe.text;
  });
}

function probeOf(field: string, matcher: Matcher): Probe | undefined {
  if (field === '') return undefined; // keywords may be anywhere
  switch (matcher.kind) {
    case 'null':
    case 'exists':
      return undefined; // a null is there and holds no text
    case 'text': {
      const pattern = folded(matcher.pattern);
      const exact = exactText(pattern);
      if (exact !== undefined) return { field, exact: true, text: exact };
      return {
        field,
        exact: false,
        text: matcher.cased ? plain(longestLiteral(matcher.pattern)) : longestLiteral(pattern),
      };
    }
    case 'regex':
      return { field, exact: false, text: plain(literalWithin(matcher.source)) };
    default:
      return { field, exact: false, text: '' };
  }
}

/** Case may change the length and shape of other letters, so only ASCII is relied on where case is kept. */
const plain = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : '');
