import type { Claim } from '#findings';
import { matchedFields, ruleSet, type RuleSet } from '#sigma';
import type { Source } from '#sources';
import type { RuleBook } from './book.ts';
import { claimOf } from './claims.ts';
import { isGivenWithin } from './given.ts';
import type { Delivered } from './detector.ts';

/** What one event tells: the rules of a book over single events. */
export interface Judge {
  readonly set: RuleSet;
  readonly book: RuleBook;
  readonly sources: readonly Source[];
  /** False when surely no rule can match this JSON record, so that it need not be parsed. */
  wants(source: string, line: Buffer): boolean;
  claims(delivered: Delivered): Claim[];
}

/** Of one event it is known alone which account it happened in. */
const nobody: ReadonlySet<string> = new Set();

/** Compiles the rules of a book for the sources that there are. */
export function openJudge(book: RuleBook, sources: readonly Source[]): Judge {
  const set = ruleSet(book.rules, sources);
  const aliases = new Map(sources.map((source) => [source.name, source.aliases]));
  return {
    set,
    book,
    sources,
    wants: (source, line) => set.wants(source, line),
    claims(delivered) {
      const { source, fields } = delivered.event;
      const claims: Claim[] = [];
      for (const rule of set.match(source, fields)) {
        const claimed = book.claimed(rule.id);
        if (claimed === undefined) continue;
        const claim = claimOf(claimed, delivered, matchedFields(rule, fields, aliases.get(source)));
        if (!isGivenWithin(claim, book, nobody)) claims.push(claim);
      }
      return claims;
    },
  };
}
