import { z } from 'zod';
import { operation } from '#aws';
import type { GuardDutyContext } from '../context.ts';
import { Suppression } from '../suppression.ts';
import { suppressions } from '../suppressions-in-force.ts';

export default operation<GuardDutyContext>()({
  name: 'ListSuppressions',
  about:
    "GuardDuty's filters of every account and Region, with what each hides: 200 at most, those that archive first.",
  input: z.strictObject({}),
  output: z.strictObject({ suppressions: z.array(Suppression) }),
  async handle(_input, context) {
    return { suppressions: await suppressions(context) };
  },
});
