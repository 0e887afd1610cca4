import { compileNode, type Aliases, type Predicate } from './compile.ts';
import type { Test, Tree } from './tree.ts';

/** The predicates of many trees. */
export interface SharedPredicates {
  /** That of one of them, compiled now: of hundreds of rules, one small file asks for a few. */
  predicateOf(tree: Tree): Predicate;
  /** INVARIANT: called before the predicates are asked about another event; they remember answers until then. */
  begin(): void;
}

/**
 * Compiles many trees over one log. Parts that are alike become one predicate, which is asked once an event:
 * hundreds of rules want to know whether `errorCode` is there, and few processors' caches hold hundreds of copies.
 */
export function sharedPredicates(trees: readonly Tree[], aliases: Aliases): SharedPredicates {
  const clock = { event: 0 };
  const uses = new Map<string, number>();
  const keys = new WeakMap<Tree, string>();
  const met = (tree: Tree, key: string): void => {
    keys.set(tree, key);
    uses.set(key, (uses.get(key) ?? 0) + 1);
  };
  for (const tree of trees) keyOf(tree, met);
  const known = new Map<string, Predicate>();
  const compile = (tree: Tree): Predicate => {
    const key = keys.get(tree) ?? keyOf(tree);
    const predicate = known.get(key) ?? make(tree, key);
    known.set(key, predicate);
    return predicate;
  };
  const make = (tree: Tree, key: string): Predicate => {
    const predicate = compileNode(tree, aliases, compile);
    return (uses.get(key) ?? 0) > 1 ? remembering(predicate, clock) : predicate;
  };
  return {
    predicateOf: compile,
    begin: () => {
      clock.event = (clock.event + 1) | 0; // stays a small integer for ever
    },
  };
}

/** The same for trees that are alike, and for no others; made of the keys of the parts, which `met` is told too. */
function keyOf(tree: Tree, met: (tree: Tree, key: string) => void = () => undefined): string {
  const key = tree.kind === 'test' ? JSON.stringify(tree) : keyOfParts(tree, met);
  met(tree, key);
  return key;
}

function keyOfParts({ of, ...own }: Exclude<Tree, Test>, met: (tree: Tree, key: string) => void): string {
  const parts = 'kind' in of ? [of] : of;
  return `${JSON.stringify(own)}(${parts.map((part) => keyOf(part, met)).join()})`;
}

/** Asks once an event. */
function remembering(predicate: Predicate, clock: { readonly event: number }): Predicate {
  let asked = clock.event - 1;
  let answer = false;
  return (fields) => {
    if (asked !== clock.event) {
      answer = predicate(fields);
      asked = clock.event;
    }
    return answer;
  };
}
