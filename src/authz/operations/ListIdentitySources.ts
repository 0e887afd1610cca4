import { identitySourceItem } from '../identity-sources.ts';
import { listItems, Position, positionOf } from '../items.ts';
import { limits, pageSize } from '../limits.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

/** A policy store has few identity sources, so that all are read and those that fit make the pages. */
const most = 1_000;

export default verifiedPermissions.operation('ListIdentitySources', async (input, context, call) => {
  const { id: store } = await storeOf(input, call, context);
  const page = { service: 'verifiedpermissions', operation: 'ListIdentitySources', input, call };
  const size = pageSize(input.maxResults, limits.always.page, limits.always.usualPage);
  const after = context.pageTokens.open(page, input.nextToken, Position);
  const types = (input.filters ?? []).flatMap(({ principalEntityType }) => principalEntityType ?? []);
  const all = await listItems('identity-source', { store, after, most }, authzTables(context.store));
  const fitting = all.filter(({ body }) => types.length === 0 || types.includes(body.principalEntityType));
  const last = fitting.length > size ? fitting[size - 1] : undefined;
  return {
    identitySources: fitting.slice(0, size).map((item) => identitySourceItem(item, store)),
    ...(last === undefined ? {} : { nextToken: context.pageTokens.seal(page, positionOf(last)) }),
  };
});
