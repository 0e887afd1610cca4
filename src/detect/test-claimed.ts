import type { Knowledge } from '#attack';
import type { Lake } from '#lake';
import type { Source } from '#sources';
import { testBaselines } from './baseline-tests.ts';
import type { Claimed, RuleBook } from './book.ts';
import { openJudge } from './judge.ts';
import { testOne, type RuleOutcome } from './rule-tests.ts';
import { testSequences } from './sequence-tests.ts';
import { testWindows } from './window-tests.ts';

/** What the tests of a rule are run with. */
export interface TestedWith {
  readonly book: RuleBook;
  readonly sources: readonly Source[];
  readonly knowledge: Knowledge;
  /** Opens a lake that holds nothing else, for a window; undefined where there is no engine. */
  readonly scratch: () => Promise<Lake | undefined>;
}

/** Runs the tests that stand in one rule; undefined for a window where there is no lake to ask. */
export async function testClaimed(
  claimed: Claimed,
  { book, sources, knowledge, scratch }: TestedWith,
): Promise<RuleOutcome[] | undefined> {
  const isIt = ({ id }: { readonly id: string }): boolean => id === claimed.id;
  const [windows, baselines, sequences] = [
    book.windows.filter(isIt),
    book.baselines.filter(isIt),
    book.sequences.filter(isIt),
  ];
  if (windows.length > 0) {
    const lake = await scratch();
    return lake && testWindows(openJudge({ ...book, windows }, sources), lake);
  }
  if (baselines.length > 0) return testBaselines(openJudge({ ...book, baselines }, sources), knowledge);
  if (sequences.length > 0) return testSequences(openJudge({ ...book, sequences }, sources), knowledge);
  return testOne(claimed, openJudge(book, sources));
}
