import { Fault } from '#kernel';
import type { ByKind, Expression, Kind } from './expression.ts';

/**
 * The links of a chain joined by `&&` or `||`, as evenly as they come, so that a thousand are ten deep. In which way
 * they are bracketed makes no difference: they are asked from left to right, until one decides or errs.
 */
export function joined(kind: 'and' | 'or', links: readonly Expression[]): Expression {
  return halved(
    kind,
    links.flatMap((link) => linksOf(kind, link)),
  );
}

function halved(kind: 'and' | 'or', links: readonly Expression[]): Expression {
  const [only, ...others] = links;
  if (only !== undefined && others.length === 0) return only;
  const middle = Math.ceil(links.length / 2);
  return { kind, left: halved(kind, links.slice(0, middle)), right: halved(kind, links.slice(middle)) };
}

/** What a chain joins, in order; what is no chain of this kind is one link by itself. */
function linksOf(kind: 'and' | 'or', expression: Expression): readonly Expression[] {
  if (expression.kind !== kind) return [expression];
  return [...linksOf(kind, expression.left), ...linksOf(kind, expression.right)];
}

/** Chains shorter than this are gone through by recursion, which is faster. */
const short = 40;

/**
 * Makes something of an expression from what was made of its parts, for which `make` calls what is returned. Of a chain
 * of other operators, `1 + 1 + 1` and so on, which may be thousands deep, what lies deepest is made first.
 */
export function fromTheDeepest<Made>(make: (expression: Expression) => Made): (expression: Expression) => Made {
  const ofChains = new WeakMap<Expression, Made>();
  return (expression) => {
    const made = ofChains.get(expression);
    if (made !== undefined) return made;
    const way = wayDown(expression);
    if (way.length > short) for (const inner of way.toReversed()) ofChains.set(inner, make(inner));
    return make(expression);
  };
}

function wayDown(expression: Expression): readonly Expression[] {
  const way: Expression[] = [];
  for (let at = below(expression); at !== undefined; at = below(at)) way.push(at);
  return way;
}

const below = <K extends Kind>(expression: Expression<K>): Expression | undefined =>
  deeper[expression.kind](expression);

/** The part of an expression where its chain goes on. */
const deeper: ByKind<Expression | undefined> = {
  literal: () => undefined,
  variable: () => undefined,
  unary: ({ argument }) => argument,
  binary: ({ left }) => left,
  and: () => undefined, // it is as shallow as can be
  or: () => undefined,
  if: ({ alternative }) => alternative,
  attribute: ({ of }) => of,
  has: ({ of }) => of,
  like: ({ text }) => text,
  is: ({ of }) => of,
  set: () => undefined,
  record: () => undefined,
  call: ({ arguments: [first] }) => first,
};

/** Does something with a policy by recursion. Throws `BadInput` that names it where it is too deep for that. */
export function byRecursion<Result>(policy: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Fault(
      'BadInput',
      {
        en: `The policy ${policy} is nested too deeply for this question. Split it into several, or its longest chain of operators into several clauses.`,
        ja: `ポリシー ${policy} の入れ子が深すぎて調べられません。ポリシーを分けるか、長く続く演算を複数の条件に分けてください。`,
      },
      { cause: error },
    );
  }
}
