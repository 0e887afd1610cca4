import { z } from 'zod';
import { change, newId, put } from '../change.ts';
import { once } from '../client-tokens.ts';
import { draftOf } from '../drafts.ts';
import { EntityIdentifier } from '../items.ts';
import { checkName } from '../limits.ts';
import { shownHead } from '../policies.ts';
import { storeOf } from '../policy-stores.ts';
import { checkBytes } from '../room.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

const answer = z.object({
  policyStoreId: z.string(),
  policyId: z.string(),
  policyType: z.enum(['STATIC', 'TEMPLATE_LINKED']),
  principal: EntityIdentifier.optional(),
  resource: EntityIdentifier.optional(),
  actions: z.array(z.object({ actionType: z.string(), actionId: z.string() })).optional(),
  effect: z.enum(['Permit', 'Forbid']).optional(),
  createdDate: z.coerce.date(),
  lastUpdatedDate: z.coerce.date(),
});

export default verifiedPermissions.operation('CreatePolicy', (input, context, call) =>
  once({ operation: 'CreatePolicy', input, call, makes: 'POLICY', answer }, context, async (remember) => {
    checkName(input.name);
    const row = await storeOf(input, call, context);
    const draft = await draftOf(input.definition, row, context);
    return change(row, { operation: 'CreatePolicy', call }, context, async (made) => {
      const head = await shownHead(draft, row.id, made.db);
      const policy = await put('policy', { id: newId(), name: input.name ?? '', body: draft }, made);
      await checkBytes(draft, made, context);
      const dates = { createdDate: new Date(policy.created_at), lastUpdatedDate: new Date(policy.updated_at) };
      return remember(
        { policyStoreId: row.id, policyId: policy.id, policyType: draft.type, ...head, ...dates },
        made.db,
      );
    });
  }),
);
