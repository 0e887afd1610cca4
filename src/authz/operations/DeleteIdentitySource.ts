import { change, end } from '../change.ts';
import { findItem } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('DeleteIdentitySource', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  const { identitySourceId: reference } = input;
  const source = await findItem('identity-source', { store: row.id, reference }, authzTables(context.store));
  if (source === undefined) throw notFound('IDENTITY_SOURCE', reference);
  await change(row, { operation: 'DeleteIdentitySource', call }, context, (made) =>
    end('identity-source', source.id, made),
  );
  return {};
});
