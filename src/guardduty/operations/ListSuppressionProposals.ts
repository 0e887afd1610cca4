import { z } from 'zod';
import { operation } from '#aws';
import type { GuardDutyContext } from '../context.ts';
import { Dismissed, Proposal } from '../proposal.ts';
import { proposals } from '../suppressions.ts';

export default operation<GuardDutyContext>()({
  name: 'ListSuppressionProposals',
  about:
    'What comes back and seems harmless, with the evidence and with what hiding it would cost. Nothing is hidden by itself.',
  input: z.strictObject({}),
  output: z.strictObject({
    proposals: z.array(Proposal),
    dismissed: z.array(Dismissed).describe('What somebody did not want; nothing else became of it'),
  }),
  async handle(_input, context) {
    const { proposed, dismissed } = await proposals(context);
    return { proposals: proposed, dismissed };
  },
});
