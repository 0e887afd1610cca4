import { checkReference } from '../limits.ts';
import { aliasPrefix } from '../policy-stores.ts';
import { authzTables, type AuthzDb } from '../tables.ts';
import { invalid, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('DeletePolicyStore', async ({ policyStoreId: id }, context, call) => {
  checkReference(id, 'policyStoreId');
  if (id.startsWith(aliasPrefix))
    throw invalid('policyStoreId', {
      en: 'must be the id of a policy store, not an alias',
      ja: 'エイリアスではなく、ポリシーストアの ID を指定してください',
    });
  await context.store.db.transaction().execute(async (transaction) => {
    const db = authzTables({ db: transaction });
    const row = await db
      .deleteFrom('authz_stores')
      .where('id', '=', id)
      .where('account', '=', call.caller.account)
      .returning('deletion_protection')
      .executeTakeFirst();
    if (row?.deletion_protection === 'ENABLED')
      throw verifiedPermissions.fault('InvalidStateException', {
        en: `The policy store ${id} is protected from deletion. Update its deletionProtection to DISABLED first.`,
        ja: `ポリシーストア ${id} は削除から保護されています。先に deletionProtection を DISABLED にしてください。`,
      });
    if (row !== undefined) await deleteContent(id, db);
  });
  context.authz.ready.changed();
  return {};
});

async function deleteContent(store: string, db: AuthzDb): Promise<void> {
  for (const table of ['authz_items', 'authz_revisions', 'authz_aliases', 'authz_settings'] as const)
    await db.deleteFrom(table).where('store', '=', store).execute();
}
