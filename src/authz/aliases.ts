import type { Call } from '#aws';
import { aliasArn } from './policy-stores.ts';
import type { AliasRow } from './tables.ts';

/** An alias as the service shows it. */
export const aliasItem = (row: AliasRow, call: Call) => ({
  aliasName: row.name,
  policyStoreId: row.store,
  aliasArn: aliasArn(row.name, call),
  createdAt: new Date(row.created_at),
  state: row.state === 'Active' ? ('Active' as const) : ('PendingDeletion' as const),
});
