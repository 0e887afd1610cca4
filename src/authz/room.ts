import type { Change } from './change.ts';
import type { AuthzContext } from './context.ts';
import { limits } from './limits.ts';
import { quotaExceeded, type ResourceType } from './verified-permissions.ts';

const rooms = {
  template: { resource: 'POLICY_TEMPLATE', most: limits.strict.templates, in: 'templates' },
  'identity-source': { resource: 'IDENTITY_SOURCE', most: limits.strict.identitySources, in: 'identity sources' },
} as const satisfies Record<string, { resource: ResourceType; most: number; in: string }>;

/** In the strict mode, whether one more has room. Throws `ServiceQuotaExceededException`. */
export async function checkRoom(
  kind: keyof typeof rooms,
  { db, store }: Change,
  { authz }: AuthzContext,
): Promise<void> {
  if (!authz.strict) return;
  const { resource, most, in: name } = rooms[kind];
  const { count } = await db
    .selectFrom('authz_items')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('store', '=', store.id)
    .where('kind', '=', kind)
    .where('to_revision', '=', 0)
    .executeTakeFirstOrThrow();
  if (Number(count) >= most) throw quotaExceeded(`A policy store has ${most} ${name} at most.`, resource, store.id);
}
