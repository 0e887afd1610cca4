import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { decisionOf } from '../decided.ts';
import { ShownDecision } from '../decision-rows.ts';
import { storeOf } from '../policy-stores.ts';

export default operation<AuthzContext>()({
  name: 'GetDecision',
  about: 'One decision of the decision log with the whole question; ExplainDecision says why it came out so.',
  input: z.strictObject({ policyStoreId: z.string(), decisionId: z.string() }),
  output: ShownDecision.extend({
    question: z.string().describe("principal, action, resource, context and entities in Cedar's JSON form"),
  }),
  async handle({ policyStoreId, decisionId }, context, call) {
    const { id } = await storeOf({ policyStoreId }, call, context);
    return decisionOf(id, decisionId, context);
  },
});
