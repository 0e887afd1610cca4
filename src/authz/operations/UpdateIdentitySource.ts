import { change, put } from '../change.ts';
import { identitySource } from '../identity-sources.ts';
import { findItem } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('UpdateIdentitySource', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  const { identitySourceId: id } = input;
  return change(row, { operation: 'UpdateIdentitySource', call }, context, async (made) => {
    const before = await findItem('identity-source', { store: row.id, reference: id }, made.db);
    if (before === undefined) throw notFound('IDENTITY_SOURCE', id);
    const type = input.principalEntityType ?? before.body.principalEntityType;
    const body = identitySource(input.updateConfiguration, type, 'updateConfiguration');
    const source = await put('identity-source', { id, name: '', body }, made);
    return {
      policyStoreId: row.id,
      identitySourceId: id,
      createdDate: new Date(source.created_at),
      lastUpdatedDate: new Date(source.updated_at),
    };
  });
});
