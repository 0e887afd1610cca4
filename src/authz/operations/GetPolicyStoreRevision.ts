import { z } from 'zod';
import { operation } from '#aws';
import { contentAt, revisionOf } from '../content.ts';
import type { AuthzContext } from '../context.ts';
import { Time } from '../decided.ts';
import { storeOf } from '../policy-stores.ts';
import { showItem, ShownItem } from '../shown-content.ts';
import { authzTables } from '../tables.ts';

export default operation<AuthzContext>()({
  name: 'GetPolicyStoreRevision',
  about: 'All that was in a policy store at a revision or at a date; the present content where neither is given.',
  input: z.strictObject({
    policyStoreId: z.string(),
    revision: z.number().int().min(0).optional(),
    at: Time.optional(),
  }),
  output: z.strictObject({ revision: z.number().int(), items: z.array(ShownItem) }),
  async handle({ policyStoreId, ...moment }, context, call) {
    const store = await storeOf({ policyStoreId }, call, context);
    const db = authzTables(context.store);
    const revision = await revisionOf(store, moment, db);
    return { revision, items: [...(await contentAt(store.id, revision, db)).values()].map(showItem) };
  },
});
