import { listItems, Position, positionOf } from '../items.ts';
import { limits, pageSize } from '../limits.ts';
import { storeOf } from '../policy-stores.ts';
import { templateItem } from '../templates.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('ListPolicyTemplates', async (input, context, call) => {
  const { id: store } = await storeOf(input, call, context);
  const page = { service: 'verifiedpermissions', operation: 'ListPolicyTemplates', input, call };
  const most = pageSize(input.maxResults, limits.always.page, limits.always.usualPage);
  const after = context.pageTokens.open(page, input.nextToken, Position);
  const items = await listItems('template', { store, after, most: most + 1 }, authzTables(context.store));
  const last = items.length > most ? items[most - 1] : undefined;
  return {
    policyTemplates: items.slice(0, most).map((item) => templateItem(item, store)),
    ...(last === undefined ? {} : { nextToken: context.pageTokens.seal(page, positionOf(last)) }),
  };
});
