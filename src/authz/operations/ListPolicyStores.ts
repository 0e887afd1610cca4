import { z } from 'zod';
import { limits, pageSize } from '../limits.ts';
import { storeArn } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

const Position = z.tuple([z.number(), z.string()]);

export default verifiedPermissions.operation('ListPolicyStores', async (input, context, call) => {
  const page = { service: 'verifiedpermissions', operation: 'ListPolicyStores', input, call };
  const most = pageSize(input.maxResults, limits.always.page, limits.always.usualPage);
  const [created, id] = context.pageTokens.open(page, input.nextToken, Position) ?? [0, ''];
  const rows = await authzTables(context.store)
    .selectFrom('authz_stores')
    .selectAll()
    .where('account', '=', call.caller.account)
    .where((where) =>
      where.or([
        where('created_at', '>', created),
        where.and([where('created_at', '=', created), where('id', '>', id)]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(most + 1)
    .execute();
  const last = rows.length > most ? rows[most - 1] : undefined;
  return {
    policyStores: rows.slice(0, most).map((row) => ({
      policyStoreId: row.id,
      arn: storeArn(row),
      createdDate: new Date(row.created_at),
      lastUpdatedDate: new Date(row.updated_at),
      ...(row.description === '' ? {} : { description: row.description }),
    })),
    ...(last === undefined ? {} : { nextToken: context.pageTokens.seal(page, [last.created_at, last.id]) }),
  };
});
