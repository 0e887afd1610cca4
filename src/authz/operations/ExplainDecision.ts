import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { explain } from '../engine/explain.ts';
import { Explained, explained } from '../explained.ts';
import { askedOf, questionMembers, readQuestion } from '../question.ts';

export default operation<AuthzContext>()({
  name: 'ExplainDecision',
  about:
    'Why a policy store decides as it does: which policies mattered or nearly did, and which clause failed on what.',
  input: z.strictObject({
    ...questionMembers,
    revision: z.number().int().min(0).optional().describe('Decides as the policy store was at this revision'),
    at: z.iso.datetime({ offset: true }).optional().describe('Decides as the policy store was at this time'),
    near: z.number().int().min(0).max(50).default(5).describe('Policies that nearly mattered, at most'),
  }),
  output: Explained,
  async handle({ near, revision, at, ...question }, { authz }, { caller }) {
    const request = readQuestion(question);
    const ready = await authz.ready.asOf(request.policyStoreId, caller.account, { revision, at });
    return explained(explain(ready.set, await askedOf(request, ready, authz), near));
  },
});
