import type { RuleBook } from './book.ts';

/** What is done by these harms whoever does it, however often: it blinds, carries data away, or destroys. */
const harm: ReadonlySet<string> = new Set(['defense-evasion', 'exfiltration', 'impact']);

/** Rules over single events whose findings come down a level where the actor does this regularly (decision 0029). */
export const excusable = (book: RuleBook): ReadonlySet<string> =>
  new Set(
    book.rules.flatMap(({ id }) => {
      const { type = '', tactics = [] } = book.claimed(id) ?? {};
      return type !== '' && tactics.length > 0 && !tactics.some((tactic) => harm.has(tactic)) ? [id] : [];
    }),
  );
