import { aliasArn, aliasPrefix, findAlias, findStore } from '../policy-stores.ts';
import { authzTables, type AliasRow } from '../tables.ts';
import { conflict, invalid, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('CreatePolicyStoreAlias', async (input, context, call) => {
  const { aliasName: name, policyStoreId } = input;
  if (!/^policy-store-alias\/[a-zA-Z0-9-/_]{1,131}$/.test(name))
    throw invalid(
      'aliasName',
      `must begin with ${aliasPrefix} and have letters, digits, hyphens, slashes and underscores, 150 at most`,
    );
  if (policyStoreId.startsWith(aliasPrefix))
    throw invalid('policyStoreId', 'must be the id of a policy store, not an alias');
  const { id } = await findStore(policyStoreId, call.caller.account, context.store);
  const row = {
    account: call.caller.account,
    name,
    store: id,
    state: 'Active',
    created_at: context.clock.now().getTime(),
  };
  const inserted = await authzTables(context.store)
    .insertInto('authz_aliases')
    .values(row)
    .onConflict((taken) => taken.doNothing())
    .returning('name')
    .executeTakeFirst();
  const alias = inserted === undefined ? same(await findAlias(name, row.account, context.store), row) : row;
  context.authz.ready.changed();
  return { aliasName: name, policyStoreId: id, aliasArn: aliasArn(name, call), createdAt: new Date(alias.created_at) };
});

/** Asking again for the same changes nothing. */
function same(known: AliasRow | undefined, asked: AliasRow): AliasRow {
  if (known?.store === asked.store && known.state === asked.state) return known;
  const why =
    known?.state === 'Active' ? `is that of ${known.store}` : 'is pending deletion; delete it with HardDelete';
  throw conflict(`The alias ${asked.name} ${why}.`, 'POLICY_STORE_ALIAS', asked.name);
}
