import { z } from 'zod';
import { operation } from '#aws';
import { contentAt, revisionOf } from '../content.ts';
import type { AuthzContext } from '../context.ts';
import { Time } from '../decided.ts';
import { storeOf } from '../policy-stores.ts';
import { replaceContent } from '../replace-content.ts';
import { showDifference, ShownDifference } from '../shown-content.ts';
import { authzTables } from '../tables.ts';

export default operation<AuthzContext>()({
  name: 'ResetPolicyStore',
  about: 'Rolls a policy store back: makes a new revision with the content of an old one, or of a date.',
  input: z.strictObject({
    policyStoreId: z.string(),
    revision: z.number().int().min(0).optional(),
    at: Time.optional(),
    expectedRevision: z.number().int().min(0).optional().describe('Refused when the store is at another one'),
    dryRun: z.boolean().default(false).describe('Shows what would change, and changes nothing'),
  }),
  output: z.strictObject({ revision: z.number().int(), differences: z.array(ShownDifference) }),
  async handle({ policyStoreId, expectedRevision, dryRun, ...moment }, context, call) {
    const store = await storeOf({ policyStoreId }, call, context);
    const db = authzTables(context.store);
    const old = await contentAt(store.id, await revisionOf(store, moment, db), db);
    const make = () => Promise.resolve(old);
    const done = await replaceContent(
      store,
      { operation: 'ResetPolicyStore', call, expected: expectedRevision, dryRun, make },
      context,
    );
    return { revision: done.revision, differences: done.differences.map(showDifference) };
  },
});
