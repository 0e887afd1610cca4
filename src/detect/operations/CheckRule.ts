import { z } from 'zod';
import { operation } from '#aws';
import { claimedIn } from '../book.ts';
import type { DetectContext } from '../context.ts';
import { shownTest } from '../shown-test.ts';
import { testClaimed } from '../test-claimed.ts';

export default operation<DetectContext>()({
  name: 'CheckRule',
  about: 'Runs the tests that stand in a rule; those over windows of time in a process of their own.',
  input: z.strictObject({ id: z.string().min(1).max(200) }),
  output: z.strictObject({
    tests: z.array(
      z.strictObject({
        name: z.string(),
        /** Its events in the words of the log. */
        shown: z.string(),
        expected: z.enum(['fires', 'quiet']),
        passed: z.boolean(),
      }),
    ),
  }),
  async handle({ id }, { inForce, knowledge, testsApart }, { left }) {
    const { book, sources } = inForce;
    const claimed = claimedIn(book, id);
    const outcomes =
      (await testClaimed(claimed, { book, sources, knowledge, scratch: noLake })) ??
      (await testsApart.outcomes(claimed, book.textOf(claimed.rule.file), left));
    const tests = claimed.guide?.tests ?? [];
    const shown = tests.map((test) => shownTest(test, tests[0] ?? test));
    return {
      tests: outcomes.map(({ name, expected, passed }, index) => ({
        name,
        shown: shown[index] ?? '',
        expected,
        passed,
      })),
    };
  },
});

/** The one lake that this process has is full of events. */
const noLake = () => Promise.resolve(undefined);
