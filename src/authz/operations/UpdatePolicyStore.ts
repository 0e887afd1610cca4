import { checkDescription } from '../limits.ts';
import { storeArn, storeOf } from '../policy-stores.ts';
import { checkMode, checkProtection } from '../settings.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('UpdatePolicyStore', async (input, context, call) => {
  checkDescription(input.description);
  const { id, account, created_at: created } = await storeOf(input, call, context);
  const protection = checkProtection(input.deletionProtection);
  const now = context.clock.now();
  await authzTables(context.store)
    .updateTable('authz_stores')
    .set({
      mode: checkMode(input.validationSettings.mode),
      updated_at: now.getTime(),
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(protection === undefined ? {} : { deletion_protection: protection }),
    })
    .where('id', '=', id)
    .execute();
  context.authz.ready.changed();
  return { policyStoreId: id, arn: storeArn({ account, id }), createdDate: new Date(created), lastUpdatedDate: now };
});
