import { identitySourceItem } from '../identity-sources.ts';
import { findItem } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('GetIdentitySource', async (input, context, call) => {
  const { id: store } = await storeOf(input, call, context);
  const { identitySourceId: reference } = input;
  const source = await findItem('identity-source', { store, reference }, authzTables(context.store));
  if (source === undefined) throw notFound('IDENTITY_SOURCE', reference);
  return identitySourceItem(source, store);
});
