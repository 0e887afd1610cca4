import { aliasItem } from '../aliases.ts';
import { findAlias } from '../policy-stores.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('GetPolicyStoreAlias', async ({ aliasName }, context, call) => {
  const row = await findAlias(aliasName, call.caller.account, context.store);
  if (row === undefined) throw notFound('POLICY_STORE_ALIAS', aliasName);
  return aliasItem(row, call);
});
