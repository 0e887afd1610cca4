import { change, put } from '../change.ts';
import { readStatement } from '../cedar-texts.ts';
import { findItem } from '../items.ts';
import { checkDescription, checkName } from '../limits.ts';
import { storeOf } from '../policy-stores.ts';
import { accepted, headOf, refuseOtherScope } from '../statements.ts';
import { authzTables } from '../tables.ts';
import { notFound, verifiedPermissions } from '../verified-permissions.ts';

/** What fills the template changes with it at once. */
export default verifiedPermissions.operation('UpdatePolicyTemplate', async (input, context, call) => {
  checkName(input.name);
  checkDescription(input.description);
  const row = await storeOf(input, call, context);
  const { policyTemplateId: reference, statement: text } = input;
  const template = await findItem('template', { store: row.id, reference }, authzTables(context.store));
  if (template === undefined) throw notFound('POLICY_TEMPLATE', reference);
  const statement = await accepted({ text, kind: 'template', path: 'statement' }, row, context);
  const before = await readStatement(template.body.statement, 'template', context.authz.cedar);
  refuseOtherScope(before, statement, 'statement');
  const { description = template.body.description } = input;
  const body = { statement: text, head: headOf(statement), ...(description === undefined ? {} : { description }) };
  return change(row, { operation: 'UpdatePolicyTemplate', call }, context, async (made) => {
    if ((await findItem('template', { store: row.id, reference: template.id }, made.db)) === undefined)
      throw notFound('POLICY_TEMPLATE', template.id); // deleted meanwhile
    const updated = await put('template', { id: template.id, name: input.name ?? template.name, body }, made);
    return {
      policyStoreId: row.id,
      policyTemplateId: template.id,
      createdDate: new Date(updated.created_at),
      lastUpdatedDate: new Date(updated.updated_at),
    };
  });
});
