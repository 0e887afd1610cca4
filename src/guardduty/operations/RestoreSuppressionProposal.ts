import { z } from 'zod';
import { operation } from '#aws';
import { bringBack } from '../accept-suppression.ts';
import type { GuardDutyContext } from '../context.ts';

export default operation<GuardDutyContext>()({
  name: 'RestoreSuppressionProposal',
  about: 'Proposes again what somebody dismissed.',
  input: z.strictObject({ id: z.string().max(64) }),
  output: z.strictObject({}),
  async handle({ id }, context) {
    await bringBack(id, context);
    return {};
  },
});
