import { change, end } from '../change.ts';
import { findItem } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

/** What is not there is deleted already. */
export default verifiedPermissions.operation('DeletePolicy', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  const policy = await findItem('policy', { store: row.id, reference: input.policyId }, authzTables(context.store));
  if (policy !== undefined)
    await change(row, { operation: 'DeletePolicy', call }, context, (made) => end('policy', policy.id, made));
  return {};
});
