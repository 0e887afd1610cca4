import type { Knowledge } from '#attack';
import { BaselineMemory } from './baseline-memory.ts';
import { geographyOfTests } from './baseline-tests.ts';
import type { Delivered } from './detector.ts';
import { foundIn } from './found.ts';
import { inTest, nameOfTest } from './in-test.ts';
import type { Judge } from './judge.ts';
import type { RuleOutcome } from './rule-tests.ts';
import { eventsOfTest } from './window-tests.ts';

/** Runs every test that stands in the rules over sequences of a book; its other rules find the steps. */
export async function testSequences(judge: Judge, knowledge: Knowledge): Promise<RuleOutcome[]> {
  const outcomes: RuleOutcome[] = [];
  for (const rule of judge.book.sequences) {
    const claimed = judge.book.claimed(rule.id);
    for (const [index, test] of (claimed?.guide?.tests ?? []).entries()) {
      using baselines = new BaselineMemory(judge.book, { knowledge, geography: geographyOfTests });
      const name = nameOfTest(test, index);
      const events = inTest({ file: rule.file, name }, () => eventsOfTest(test, judge.sources));
      const found = await foundIn(one(events), judge, { baselines });
      const expected = 'fires' in test ? 'fires' : 'quiet';
      outcomes.push({
        file: rule.file,
        rule: claimed?.title.en ?? rule.title,
        name,
        expected,
        passed: found.some(({ finding }) => finding.rule === rule.id) === (expected === 'fires'),
      });
    }
  }
  return outcomes;
}

async function* one(events: Delivered[]): AsyncGenerator<Delivered[]> {
  yield events.toSorted((a, b) => a.event.time - b.event.time);
  await Promise.resolve();
}
