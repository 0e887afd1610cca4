import { findItem } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('GetSchema', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  const schema = await findItem('schema', { store: row.id, reference: 'schema' }, authzTables(context.store));
  if (schema === undefined) throw notFound('SCHEMA', row.id);
  return {
    policyStoreId: row.id,
    schema: schema.body.cedarJson,
    namespaces: schema.body.namespaces,
    createdDate: schema.createdAt,
    lastUpdatedDate: schema.updatedAt,
  };
});
