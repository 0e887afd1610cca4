import { z } from 'zod';
import { operation } from '#aws';
import type { GuardDutyContext } from '../context.ts';
import { end } from '../end-suppression.ts';

export default operation<GuardDutyContext>()({
  name: 'EndSuppression',
  about: 'Deletes a filter, and opens again what it archived when that is asked for.',
  input: z.strictObject({
    account: z.string().max(64),
    region: z.string().max(64),
    filter: z.string().max(64),
    restore: z.boolean().default(false).describe('Open again what this filter archived; what people archived stays so'),
  }),
  output: z.strictObject({ restored: z.number().int() }),
  handle: (input, context, { caller }) => end(input, caller.name, context),
});
