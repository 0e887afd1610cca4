import { getDomainWithoutSuffix } from 'tldts';
import { z } from 'zod';
import type { Judgement } from './judgements.ts';
import { ownLexicon } from './lexicon.ts';

const Names = z.object({ missing: z.array(z.string()), found: z.array(z.string()) });
const Least = z.object({ generated: z.number(), answered: z.number() });

/**
 * Whether the names that a machine asked for in vain (`missing`) were made up by a program: at least `generated` of
 * them, and most. With `answered` above 0, so many of those that were answered (`found`) must look the same.
 */
export const generatedNames: Judgement = (row, thresholds) => {
  const names = Names.parse(row);
  const least = Least.parse(thresholds);
  const missing = names.missing.filter(isGenerated);
  const found = names.found.filter(isGenerated);
  if (missing.length < least.generated || missing.length * 2 < names.missing.length) return undefined;
  if (found.length < least.answered) return undefined;
  return { ...row, generated: missing.length, examples: missing.slice(0, 6), meeting: found.slice(0, 6) };
};

/** The registered part alone counts: below it content networks and mail systems make up names all day. */
const isGenerated = (name: string): boolean => ownLexicon().isGenerated(getDomainWithoutSuffix(name) ?? '');
