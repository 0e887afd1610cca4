import type { Call } from '#aws';
import type { Store } from '#store';
import { checkReference } from './limits.ts';
import { authzTables, type AliasRow, type PolicyStoreRow } from './tables.ts';
import { notFound } from './verified-permissions.ts';

export const aliasPrefix = 'policy-store-alias/';

/** A policy store by its id or an alias. Throws `ResourceNotFoundException`, also for one of another account. */
export async function findStore(reference: string, account: string, store: Pick<Store, 'db'>): Promise<PolicyStoreRow> {
  checkReference(reference, 'policyStoreId');
  const alias = reference.startsWith(aliasPrefix) ? await findAlias(reference, account, store) : undefined;
  if (reference.startsWith(aliasPrefix) && alias?.state !== 'Active') throw notFound('POLICY_STORE_ALIAS', reference);
  const row = await authzTables(store)
    .selectFrom('authz_stores')
    .selectAll()
    .where('id', '=', alias?.store ?? reference)
    .where('account', '=', account)
    .executeTakeFirst();
  if (row === undefined) throw notFound('POLICY_STORE', reference);
  return row;
}

/** The policy store that an operation is about. */
export const storeOf = (
  { policyStoreId }: { readonly policyStoreId: string },
  { caller }: Call,
  { store }: { readonly store: Store },
): Promise<PolicyStoreRow> => findStore(policyStoreId, caller.account, store);

/** Also one that is pending deletion. */
export const findAlias = (name: string, account: string, store: Pick<Store, 'db'>): Promise<AliasRow | undefined> =>
  authzTables(store)
    .selectFrom('authz_aliases')
    .selectAll()
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();

export const storeArn = ({ account, id }: Pick<PolicyStoreRow, 'account' | 'id'>): string =>
  `arn:aws:verifiedpermissions::${account}:policy-store/${id}`;

/** Aliases are regional in AWS, and so their ARNs name the Region of the call. */
export const aliasArn = (name: string, { caller, region }: Call): string =>
  `arn:aws:verifiedpermissions:${region}:${caller.account}:${name}`;
