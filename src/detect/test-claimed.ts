import type { Knowledge } from '#attack';
import type { Source } from '#sources';
import { testBaselines } from './baseline-tests.ts';
import type { Claimed, RuleBook } from './book.ts';
import { openJudge } from './judge.ts';
import { testOne, type RuleOutcome } from './rule-tests.ts';
import { testSequences } from './sequence-tests.ts';

/** What the tests of a rule are run with. */
export interface TestedWith {
  readonly book: RuleBook;
  readonly sources: readonly Source[];
  readonly knowledge: Knowledge;
}

/** Runs the tests that stand in one rule, as `rules test` does; undefined for a window, which is asked of a lake of its own. */
export async function testClaimed(
  claimed: Claimed,
  { book, sources, knowledge }: TestedWith,
): Promise<RuleOutcome[] | undefined> {
  const isIt = ({ id }: { readonly id: string }): boolean => id === claimed.id;
  if (book.windows.some(isIt)) return undefined;
  const [baselines, sequences] = [book.baselines.filter(isIt), book.sequences.filter(isIt)];
  if (baselines.length > 0) return testBaselines(openJudge({ ...book, baselines }, sources), knowledge);
  if (sequences.length > 0) return testSequences(openJudge({ ...book, sequences }, sources), knowledge);
  return testOne(claimed, openJudge(book, sources));
}
