import { z } from 'zod';
import { operation } from '#aws';
import { Fault } from '#kernel';
import type { DetectContext } from '../context.ts';
import { testClaimed } from '../test-claimed.ts';

export default operation<DetectContext>()({
  name: 'CheckRule',
  about: 'Runs the tests that stand in a rule. Those of rules over windows of time need the command line.',
  input: z.strictObject({ id: z.string().min(1).max(200) }),
  output: z.strictObject({
    ran: z.boolean().describe('False for a rule whose tests need a lake of their own'),
    tests: z.array(z.strictObject({ name: z.string(), expected: z.enum(['fires', 'quiet']), passed: z.boolean() })),
  }),
  async handle({ id }, { inForce, knowledge }) {
    const claimed = inForce.book.claimed(id);
    if (claimed === undefined) throw new Fault('NotFound', `There is no rule ${id}. Open the list of rules.`);
    const outcomes = await testClaimed(claimed, { book: inForce.book, sources: inForce.sources, knowledge });
    const tests = (outcomes ?? []).map(({ name, expected, passed }) => ({ name, expected, passed }));
    return { ran: outcomes !== undefined, tests };
  },
});
