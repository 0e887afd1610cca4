import { findItem } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { templateItem } from '../templates.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('GetPolicyTemplate', async (input, context, call) => {
  const { id: store } = await storeOf(input, call, context);
  const { policyTemplateId: reference } = input;
  const template = await findItem('template', { store, reference }, authzTables(context.store));
  if (template === undefined) throw notFound('POLICY_TEMPLATE', reference);
  return { ...templateItem(template, store), statement: template.body.statement };
});
