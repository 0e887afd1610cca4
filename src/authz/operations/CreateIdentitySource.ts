import { z } from 'zod';
import { change, newId, put } from '../change.ts';
import { once } from '../client-tokens.ts';
import { identitySource } from '../identity-sources.ts';
import { storeOf } from '../policy-stores.ts';
import { checkRoom } from '../room.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

const answer = z.object({
  policyStoreId: z.string(),
  identitySourceId: z.string(),
  createdDate: z.coerce.date(),
  lastUpdatedDate: z.coerce.date(),
});

export default verifiedPermissions.operation('CreateIdentitySource', (input, context, call) =>
  once(
    { operation: 'CreateIdentitySource', input, call, makes: 'IDENTITY_SOURCE', answer },
    context,
    async (remember) => {
      const row = await storeOf(input, call, context);
      const body = identitySource(input.configuration, input.principalEntityType, 'configuration');
      return change(row, { operation: 'CreateIdentitySource', call }, context, async (made) => {
        await checkRoom('identity-source', made, context);
        const source = await put('identity-source', { id: newId(), name: '', body }, made);
        const dates = { createdDate: new Date(source.created_at), lastUpdatedDate: new Date(source.updated_at) };
        return remember({ policyStoreId: row.id, identitySourceId: source.id, ...dates }, made.db);
      });
    },
  ),
);
