import { z } from 'zod';
import { operation } from '#aws';
import type { GuardDutyContext } from '../context.ts';
import { Proposal } from '../proposal.ts';
import { proposals } from '../suppressions.ts';

export default operation<GuardDutyContext>()({
  name: 'ListSuppressionProposals',
  about:
    'What comes back and seems harmless, with the evidence and with what hiding it would cost. Nothing is hidden by itself.',
  input: z.strictObject({}),
  output: z.strictObject({ proposals: z.array(Proposal) }),
  async handle(_input, context) {
    return { proposals: await proposals(context) };
  },
});
