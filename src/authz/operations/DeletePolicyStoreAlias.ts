import { authzTables } from '../tables.ts';
import { invalid, verifiedPermissions } from '../verified-permissions.ts';

/** Without a mode the alias stays, pending deletion, so that nobody takes its name at once. */
export default verifiedPermissions.operation('DeletePolicyStoreAlias', async (input, context, call) => {
  const { aliasName, deletionMode = 'SoftDelete' } = input;
  if (deletionMode !== 'SoftDelete' && deletionMode !== 'HardDelete')
    throw invalid('deletionMode', {
      en: 'must be SoftDelete or HardDelete',
      ja: 'SoftDelete か HardDelete を指定してください',
    });
  const db = authzTables(context.store);
  const own = { account: call.caller.account, name: aliasName };
  if (deletionMode === 'HardDelete')
    await db.deleteFrom('authz_aliases').where('account', '=', own.account).where('name', '=', own.name).execute();
  else
    await db
      .updateTable('authz_aliases')
      .set({ state: 'PendingDeletion' })
      .where('account', '=', own.account)
      .where('name', '=', own.name)
      .execute();
  context.authz.ready.changed();
  return {};
});
