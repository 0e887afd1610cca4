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
    near: z.number().int().min(0).max(50).default(5).describe('Policies that nearly mattered, at most'),
  }),
  output: Explained,
  async handle({ near, ...question }, { authz }, { caller }) {
    const request = readQuestion(question);
    const ready = await authz.ready.get(request.policyStoreId, caller.account);
    return explained(explain(ready.set, await askedOf(request, ready, authz), near));
  },
});
