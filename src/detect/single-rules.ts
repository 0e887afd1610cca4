import { ruleSet, type Correlation, type Rule } from '#sigma';
import type { Source } from '#sources';
import type { Claimed, RuleBook } from './book.ts';
import type { Claim, Delivered } from './detector.ts';
import { claimsOf } from './judge.ts';
import { leanClaims } from './signal.ts';

/** What single events are judged by, as plain data: it can be given to another thread. */
export interface SingleRules {
  readonly rules: readonly Rule[];
  readonly claimed: readonly Claimed[];
  readonly correlations: readonly Correlation[];
}

export const singleRules = (book: RuleBook): SingleRules => ({
  rules: book.rules,
  claimed: book.rules.flatMap(({ id }) => book.claimed(id) ?? []),
  correlations: book.correlations,
});

/** Tells what an event claims by these rules, as a detector does while events are read. */
export function claimsBy(
  { rules, claimed, correlations }: SingleRules,
  sources: readonly Source[],
): (delivered: Delivered) => Claim[] {
  const byId = new Map(claimed.map((one) => [one.id, one]));
  const claims = claimsOf(ruleSet(rules, sources), { claimed: (id) => byId.get(id) }, sources);
  const lean = leanClaims(correlations);
  return (delivered) => claims(delivered).map(lean);
}
