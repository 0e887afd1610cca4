import { checkTags, taggedStore, tagsOf } from '../tags.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('TagResource', async ({ resourceArn, tags }, context, call) => {
  const row = await taggedStore(resourceArn, call, context);
  const all = { ...tagsOf(row), ...tags };
  checkTags(all);
  await authzTables(context.store)
    .updateTable('authz_stores')
    .set({ tags: JSON.stringify(all) })
    .where('id', '=', row.id)
    .execute();
  return {};
});
