import { EntityUid } from '../engine/values.ts';
import type { Formula } from '../questions/formula.ts';
import { valueWith, type Fact } from './facts.ts';

/** A formula whose facts were read. */
export type Claim =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'all'; readonly of: readonly Claim[] }
  | { readonly kind: 'any'; readonly of: readonly Claim[] }
  | { readonly kind: 'fact'; readonly fact: Fact };

type Read = (expression: Fact['expression'], is: boolean) => Fact;

/** Makes claims of formulas; parts that formulas share stay shared. */
export function claimMaker(read: Read): (formula: Formula) => Claim {
  const known = new WeakMap<Formula, Claim>();
  const claimOf = (formula: Formula): Claim => {
    const claim = known.get(formula) ?? newClaim(formula, { claimOf, read });
    known.set(formula, claim);
    return claim;
  };
  return claimOf;
}

function newClaim(formula: Formula, { claimOf, read }: { claimOf: (formula: Formula) => Claim; read: Read }): Claim {
  if (formula.kind === 'fact') return { kind: 'fact', fact: read(formula.expression, formula.is) };
  if (formula.kind === 'always' || formula.kind === 'never') return formula;
  return { kind: formula.kind, of: formula.of.map(claimOf) };
}

/** Steps that a proof may take; without an end by then, nothing is claimed. */
const patience = 20_000;

/** Proves that what one claim says follows from another. `false` means only that no proof was found. */
export class Prover {
  private steps = 0;

  implies(one: Claim, other: Claim): boolean {
    this.steps = 0;
    return this.follows(one, other);
  }

  /** Proves that a claim can never hold. */
  isImpossible(claim: Claim): boolean {
    this.steps = 0;
    return this.contradicts(claim);
  }

  private follows(one: Claim, other: Claim): boolean {
    if (other.kind === 'always' || one.kind === 'never') return true;
    if (this.isTired() || one.kind === 'always') return false;
    if (other.kind === 'all') return other.of.every((part) => this.follows(one, part));
    if (one.kind === 'any') return one.of.every((part) => this.follows(part, other));
    if (other.kind === 'any' && other.of.some((part) => this.follows(one, part))) return true;
    return one.kind === 'all' ? this.followsFromAll(one, other) : factFollows(one.fact, other);
  }

  private followsFromAll(one: Claim & { kind: 'all' }, other: Claim): boolean {
    return one.of.some((part) => this.follows(part, other)) || this.contradicts(one);
  }

  private contradicts(claim: Claim): boolean {
    if (this.isTired() || claim.kind === 'always') return false;
    if (claim.kind === 'never') return true;
    if (claim.kind === 'any') return claim.of.every((part) => this.contradicts(part));
    if (claim.kind === 'fact') return isImpossible(claim.fact);
    const facts = claim.of.flatMap((part) => (part.kind === 'fact' ? [part.fact] : []));
    this.steps += facts.length ** 2;
    if (this.steps > patience) return false;
    const clash = facts.some((fact) => facts.some((other) => factsContradict(fact, other)));
    return clash || claim.of.some((part) => this.contradicts(part)) || this.anyClashes(claim.of, facts);
  }

  /** An alternative of which every part contradicts some fact beside it. */
  private anyClashes(parts: readonly Claim[], facts: readonly Fact[]): boolean {
    const clashes = (one: Claim): boolean =>
      facts.some((fact) => this.contradicts({ kind: 'all', of: [...flat(one), { kind: 'fact', fact }] }));
    return parts.some((part) => part.kind === 'any' && part.of.every(clashes));
  }

  private isTired(): boolean {
    this.steps += 1;
    return this.steps > patience;
  }
}

const flat = (claim: Claim): readonly Claim[] => (claim.kind === 'all' ? claim.of : [claim]);

/** No action of the schema fulfils it. */
const isImpossible = ({ actions }: Fact): boolean => actions?.size === 0;

const factFollows = (one: Fact, other: Claim): boolean => other.kind === 'fact' && factImplies(one, other.fact);

/** Whether one fact follows from another, by what both say of the same part of a request. */
export function factImplies(one: Fact, other: Fact): boolean {
  if (one.text === other.text) return one.is === other.is;
  if (other.is && one.has.has(other.text)) return true;
  if (one.actions !== undefined && other.actions !== undefined) return isSubset(one.actions, other.actions);
  return byEquality(one, other) === other.is || byRange(one, other) || byGroups(one, other);
}

/** Whether two facts exclude each other. */
export function factsContradict(one: Fact, other: Fact): boolean {
  if (one.text === other.text) return one.is !== other.is;
  if (one.actions !== undefined && other.actions !== undefined) return isDisjoint(one.actions, other.actions);
  return exclusions.some((exclude) => exclude(one, other) || exclude(other, one));
}

const exclusions: readonly ((one: Fact, other: Fact) => boolean)[] = [
  (one, other) => !other.is && one.has.has(other.text),
  (one, other) => byEquality(one, other) === !other.is,
  ({ range: one }, { range: other }) =>
    one !== undefined && other !== undefined && one.of === other.of && one.to < other.from,
  ({ type: one, is }, { type: other, is: otherIs }) =>
    is && otherIs && one !== undefined && one.of === other?.of && one.name !== other.name,
  (one, other) => byGroups(one, { ...other, is: !other.is }),
];

const isDisjoint = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  ![...one].some((item) => other.has(item));
const isSubset = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((item) => other.has(item));

/** What the other comes to where the first says what its one unknown part is. */
function byEquality({ equals }: Fact, other: Fact): boolean | undefined {
  if (equals === undefined) return undefined;
  const { of, value } = equals;
  // an entity is in itself, whatever else it is in
  if (other.within?.of === of) return value instanceof EntityUid && other.within.keys.has(value.key) ? true : undefined;
  const found = valueWith(other.expression, of, value);
  return typeof found === 'boolean' ? found : undefined;
}

function byRange({ range }: Fact, other: Fact): boolean {
  if (range === undefined) return false;
  if (other.range?.of === range.of) return range.from >= other.range.from && range.to <= other.range.to;
  return false;
}

/** In one of some groups is in one of more groups; in none of some is in none of fewer. */
function byGroups(one: Fact, other: Fact): boolean {
  if (one.within === undefined || other.within === undefined || one.within.of !== other.within.of) return false;
  if (one.is !== other.is) return false;
  const [few, many] = one.is ? [one.within.keys, other.within.keys] : [other.within.keys, one.within.keys];
  return isSubset(few, many);
}
