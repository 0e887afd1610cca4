import { z } from 'zod';
import { operation } from '#aws';
import { Text } from '#kernel';
import { remarksOf, mostAnalysed } from '../remarks.ts';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';

const Remark = z.strictObject({
  kind: z.enum(['never', 'duplicate', 'shadowed', 'overruled']),
  policy: z.string().describe('Id of the policy that could be taken away'),
  other: z.string().optional().describe('Id of the policy because of which'),
  reason: Text,
});

export default operation<AuthzContext>()({
  name: 'CheckPolicyStore',
  about: `Which policies of a store are proven to do nothing, and why: of the first ${mostAnalysed}.`,
  input: z.strictObject({ policyStoreId: z.string() }),
  output: z.strictObject({
    revision: z.number().int(),
    policies: z.number().int(),
    analysed: z.number().int().describe('How many of them were looked at, the oldest first'),
    remarks: z.array(Remark),
  }),
  async handle({ policyStoreId }, context, call) {
    const store = await storeOf({ policyStoreId }, call, context);
    const { set, row } = await context.authz.ready.get(store.id, call.caller.account);
    const { length: policies } = set.policies;
    const remarks = await remarksOf(set);
    return {
      revision: row.revision,
      policies,
      analysed: Math.min(policies, mostAnalysed),
      remarks: remarks.map(({ other, ...remark }) => ({ ...remark, ...(other === undefined ? {} : { other }) })),
    };
  },
});
