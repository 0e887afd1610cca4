import { z } from 'zod';
import { aliasItem } from '../aliases.ts';
import { limits, pageSize } from '../limits.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('ListPolicyStoreAliases', async (input, context, call) => {
  const page = { service: 'verifiedpermissions', operation: 'ListPolicyStoreAliases', input, call };
  const most = pageSize(input.maxResults, limits.always.aliasPage, limits.always.usualAliasPage);
  const after = context.pageTokens.open(page, input.nextToken, z.string()) ?? '';
  const all = authzTables(context.store)
    .selectFrom('authz_aliases')
    .selectAll()
    .where('account', '=', call.caller.account)
    .where('name', '>', after)
    .orderBy('name')
    .limit(most + 1);
  const store = input.filter?.policyStoreId;
  const rows = await (store === undefined ? all : all.where('store', '=', store)).execute();
  const last = rows.length > most ? rows[most - 1] : undefined;
  return {
    policyStoreAliases: rows.slice(0, most).map((row) => aliasItem(row, call)),
    ...(last === undefined ? {} : { nextToken: context.pageTokens.seal(page, last.name) }),
  };
});
