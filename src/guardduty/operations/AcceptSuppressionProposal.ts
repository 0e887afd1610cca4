import { z } from 'zod';
import { operation } from '#aws';
import { accept, proposalNamed } from '../accept-suppression.ts';
import type { GuardDutyContext } from '../context.ts';

export default operation<GuardDutyContext>()({
  name: 'AcceptSuppressionProposal',
  about: 'Makes a filter that archives what a proposal is about, and archives what is open of it now.',
  input: z.strictObject({ id: z.string().max(64) }),
  output: z.strictObject({
    filter: z.string().describe('Name of the filter; EndSuppression ends it and takes back what it did'),
    archived: z.number().int(),
  }),
  handle: async ({ id }, context, { caller }) => accept(await proposalNamed(id, context), caller.name, context),
});
