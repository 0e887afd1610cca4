import { change, end, type Change } from '../change.ts';
import { findItem, itemOf } from '../items.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

/** Deletes a template and the policies that fill it. */
export default verifiedPermissions.operation('DeletePolicyTemplate', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  const { policyTemplateId: reference } = input;
  const template = await findItem('template', { store: row.id, reference }, authzTables(context.store));
  if (template === undefined) throw notFound('POLICY_TEMPLATE', reference);
  await change(row, { operation: 'DeletePolicyTemplate', call }, context, async (made) => {
    for (const policy of await linkedTo(template.id, made)) await end('policy', policy, made);
    await end('template', template.id, made);
  });
  return {};
});

async function linkedTo(template: string, { db, store }: Change): Promise<string[]> {
  const rows = await db
    .selectFrom('authz_items')
    .selectAll()
    .where('store', '=', store.id)
    .where('kind', '=', 'policy')
    .where('to_revision', '=', 0)
    .execute();
  return rows
    .map((row) => itemOf('policy', row))
    .filter(({ body }) => body.type === 'TEMPLATE_LINKED' && body.policyTemplateId === template)
    .map(({ id }) => id);
}
