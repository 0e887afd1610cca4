import type { Fields } from './cells.ts';
import { compile, isPlaceMatcher, type Aliases } from './compile.ts';
import type { Rule } from './rule.ts';
import type { Tree } from './tree.ts';

/**
 * The fields by which a rule matched an event, as the rule names them: those whose test held where it had a part
 * in the match. What the rule excludes, and fields that had to be missing, are not among them.
 */
export function matchedFields(rule: Rule, fields: Fields, aliases: Aliases = none): string[] {
  return [...new Set(fieldsOf(rule.detection, fields, aliases))];
}

const none: Aliases = {};

function fieldsOf(tree: Tree, fields: Fields, aliases: Aliases, isKnown = false): string[] {
  if (tree.kind === 'not' || !(isKnown || predicateOf(tree, aliases)(fields))) return [];
  // Where all hold together, each of them does.
  if (tree.kind !== 'test') return tree.of.flatMap((child) => fieldsOf(child, fields, aliases, tree.kind === 'all'));
  return tree.field === '' || tree.matchers.every(meansMissing) ? [] : [tree.field];
}

/** Compiled once: a rule that matches often is asked often. The aliases of a source are one object all along. */
const compiled = new WeakMap<Tree, WeakMap<Aliases, (fields: Fields) => boolean>>();

function predicateOf(tree: Tree, aliases: Aliases): (fields: Fields) => boolean {
  const known = compiled.get(tree) ?? new WeakMap<Aliases, (fields: Fields) => boolean>();
  compiled.set(tree, known);
  const predicate = known.get(aliases) ?? compile(tree, aliases);
  known.set(aliases, predicate);
  return predicate;
}

type Matchers = Extract<Tree, { kind: 'test' }>['matchers'];

const meansMissing = (matcher: Matchers[number]): boolean =>
  isPlaceMatcher(matcher) && (matcher.kind === 'null' || (matcher.kind === 'exists' && !matcher.present));
