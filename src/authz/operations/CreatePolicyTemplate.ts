import { z } from 'zod';
import { change, newId, put } from '../change.ts';
import { once } from '../client-tokens.ts';
import { checkRoom } from '../room.ts';
import { checkDescription, checkName } from '../limits.ts';
import { storeOf } from '../policy-stores.ts';
import { accepted, headOf } from '../statements.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

const answer = z.object({
  policyStoreId: z.string(),
  policyTemplateId: z.string(),
  createdDate: z.coerce.date(),
  lastUpdatedDate: z.coerce.date(),
});

export default verifiedPermissions.operation('CreatePolicyTemplate', (input, context, call) =>
  once(
    { operation: 'CreatePolicyTemplate', input, call, makes: 'POLICY_TEMPLATE', answer },
    context,
    async (remember) => {
      checkName(input.name);
      checkDescription(input.description);
      const row = await storeOf(input, call, context);
      const { statement: text, description } = input;
      const statement = await accepted({ text, kind: 'template', path: 'statement' }, row, context);
      const body = { statement: text, head: headOf(statement), ...(description === undefined ? {} : { description }) };
      return change(row, { operation: 'CreatePolicyTemplate', call }, context, async (made) => {
        await checkRoom('template', made, context);
        const template = await put('template', { id: newId(), name: input.name ?? '', body }, made);
        const dates = { createdDate: new Date(template.created_at), lastUpdatedDate: new Date(template.updated_at) };
        return remember({ policyStoreId: row.id, policyTemplateId: template.id, ...dates }, made.db);
      });
    },
  ),
);
