import { aliasArn, aliasPrefix, findAlias, findStore } from '../policy-stores.ts';
import { authzTables, type AliasRow } from '../tables.ts';
import { conflict, invalid, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('CreatePolicyStoreAlias', async (input, context, call) => {
  const { aliasName: name, policyStoreId } = input;
  if (!/^policy-store-alias\/[a-zA-Z0-9-/_]{1,131}$/.test(name))
    throw invalid('aliasName', {
      en: `must begin with ${aliasPrefix} and have letters, digits, hyphens, slashes and underscores, 150 at most`,
      ja: `${aliasPrefix} で始め、英数字、ハイフン、スラッシュ、アンダースコアで 150 文字以下にしてください`,
    });
  if (policyStoreId.startsWith(aliasPrefix))
    throw invalid('policyStoreId', {
      en: 'must be the id of a policy store, not an alias',
      ja: 'エイリアスではなく、ポリシーストアの ID を指定してください',
    });
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
  const { name } = asked;
  const why =
    known?.state === 'Active'
      ? { en: `The alias ${name} is that of ${known.store}.`, ja: `エイリアス ${name} は ${known.store} のものです。` }
      : {
          en: `The alias ${name} is pending deletion; delete it with HardDelete.`,
          ja: `エイリアス ${name} は削除待ちです。HardDelete で削除してください。`,
        };
  throw conflict(why, 'POLICY_STORE_ALIAS', asked.name);
}
