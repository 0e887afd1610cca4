import { taggedStore, tagsOf } from '../tags.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('UntagResource', async ({ resourceArn, tagKeys }, context, call) => {
  const row = await taggedStore(resourceArn, call, context);
  const left = Object.fromEntries(Object.entries(tagsOf(row)).filter(([key]) => !tagKeys.includes(key)));
  await authzTables(context.store)
    .updateTable('authz_stores')
    .set({ tags: JSON.stringify(left) })
    .where('id', '=', row.id)
    .execute();
  return {};
});
