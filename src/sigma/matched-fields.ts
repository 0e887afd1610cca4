import type { Fields } from './cells.ts';
import { compile, isPlaceMatcher, type Aliases } from './compile.ts';
import type { Rule } from './rule.ts';
import type { Tree } from './tree.ts';

/**
 * The fields by which a rule matched an event, as the rule names them: those whose test held where it had a part
 * in the match. What the rule excludes, and fields that had to be missing, are not among them.
 */
export function matchedFields(rule: Rule, fields: Fields, aliases: Aliases = none): string[] {
  const found = new Set<string>();
  seekerOf(rule.detection, aliases)(fields, found);
  return [...found];
}

const none: Aliases = {};

/** Adds the fields by which a tree matched an event; nothing where it did not match. */
type Seeker = (fields: Fields, found: Set<string>) => void;

/** Compiled once: a rule that matches often is asked often. The aliases of a source are one object all along. */
const compiled = new WeakMap<Tree, WeakMap<Aliases, Seeker>>();

function seekerOf(tree: Tree, aliases: Aliases): Seeker {
  const known = compiled.get(tree) ?? new WeakMap<Aliases, Seeker>();
  compiled.set(tree, known);
  const seeker = known.get(aliases) ?? asking(tree, aliases);
  known.set(aliases, seeker);
  return seeker;
}

function asking(tree: Tree, aliases: Aliases): Seeker {
  if (tree.kind === 'not') return nothing;
  const [holds, seek] = [compile(tree, aliases), known(tree, aliases)];
  return (fields, found) => {
    if (holds(fields)) seek(fields, found);
  };
}

/** The same for a tree that is known to match. Where all hold together, each of them does. */
function known(tree: Tree, aliases: Aliases): Seeker {
  if (tree.kind === 'not') return nothing;
  if (tree.kind === 'test') return fieldOf(tree);
  const parts = tree.of.map((part) => (tree.kind === 'all' ? known(part, aliases) : asking(part, aliases)));
  return (fields, found) => {
    for (const part of parts) part(fields, found);
  };
}

const nothing: Seeker = () => undefined;

function fieldOf({ field, matchers }: Extract<Tree, { kind: 'test' }>): Seeker {
  if (field === '' || matchers.every(meansMissing)) return nothing;
  return (_, found) => void found.add(field);
}

type Matchers = Extract<Tree, { kind: 'test' }>['matchers'];

const meansMissing = (matcher: Matchers[number]): boolean =>
  isPlaceMatcher(matcher) && (matcher.kind === 'null' || (matcher.kind === 'exists' && !matcher.present));
