import { findItem } from '../items.ts';
import { definitionOf, policyItem, shownHead } from '../policies.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('GetPolicy', async (input, context, call) => {
  const { id: store } = await storeOf(input, call, context);
  const db = authzTables(context.store);
  const policy = await findItem('policy', { store, reference: input.policyId }, db);
  if (policy === undefined) throw notFound('POLICY', input.policyId);
  const head = await shownHead(policy.body, store, db);
  return { ...policyItem(policy, store), ...head, definition: definitionOf(policy.body) };
});
