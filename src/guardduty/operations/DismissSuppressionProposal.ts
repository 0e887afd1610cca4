import { z } from 'zod';
import { operation } from '#aws';
import { dismiss, proposalNamed } from '../accept-suppression.ts';
import type { GuardDutyContext } from '../context.ts';

export default operation<GuardDutyContext>()({
  name: 'DismissSuppressionProposal',
  about: 'Proposes this no more, until it would hide twice as many findings.',
  input: z.strictObject({ id: z.string().max(64) }),
  output: z.strictObject({}),
  async handle({ id }, context, { caller }) {
    await dismiss(await proposalNamed(id, context), caller.name, context);
    return {};
  },
});
