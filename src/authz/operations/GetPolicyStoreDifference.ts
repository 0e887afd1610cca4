import { z } from 'zod';
import { operation } from '#aws';
import { contentAt, differences, revisionOf } from '../content.ts';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { showDifference, ShownDifference } from '../shown-content.ts';
import { authzTables } from '../tables.ts';

export default operation<AuthzContext>()({
  name: 'GetPolicyStoreDifference',
  about: 'What differs between two revisions of a policy store: each item with its text before and after.',
  input: z.strictObject({
    policyStoreId: z.string(),
    from: z.number().int().min(0),
    to: z.number().int().min(0).optional().describe('The present one when left out'),
  }),
  output: z.strictObject({ from: z.number().int(), to: z.number().int(), differences: z.array(ShownDifference) }),
  async handle({ policyStoreId, from, to }, context, call) {
    const store = await storeOf({ policyStoreId }, call, context);
    const db = authzTables(context.store);
    const [first, last] = [
      await revisionOf(store, { revision: from }, db),
      await revisionOf(store, { revision: to }, db),
    ];
    const [before, after] = [await contentAt(store.id, first, db), await contentAt(store.id, last, db)];
    return { from: first, to: last, differences: differences(before, after).map(showDifference) };
  },
});
