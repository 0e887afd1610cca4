import { z } from 'zod';
import { operation } from '#aws';
import { applied, ContentChange } from '../content-changes.ts';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { replaceContent } from '../replace-content.ts';
import { showDifference, ShownDifference } from '../shown-content.ts';

export default operation<AuthzContext>()({
  name: 'ChangePolicyStore',
  about: 'Applies many changes to policies, templates and schema of a policy store at once: all or none, one revision.',
  input: z.strictObject({
    policyStoreId: z.string(),
    changes: z.array(ContentChange).min(1).max(10_000),
    expectedRevision: z.number().int().min(0).optional().describe('Refused when the store is at another one'),
    dryRun: z.boolean().default(false).describe('Judges and shows the changes, and makes none'),
  }),
  output: z.strictObject({ revision: z.number().int(), differences: z.array(ShownDifference) }),
  async handle({ policyStoreId, changes, expectedRevision, dryRun }, context, call) {
    const store = await storeOf({ policyStoreId }, call, context);
    const done = await replaceContent(
      store,
      {
        operation: 'ChangePolicyStore',
        call,
        expected: expectedRevision,
        dryRun,
        make: (content, row) => applied(content, changes, row, context.authz),
      },
      context,
    );
    return { revision: done.revision, differences: done.differences.map(showDifference) };
  },
});
