import type { Text } from '#kernel';
import type { Change } from './change.ts';
import type { AuthzContext } from './context.ts';
import { findItem, listItems, type PolicyBody } from './items.ts';
import { limits } from './limits.ts';
import { shownHead } from './policies.ts';
import { quotaExceeded, type ResourceType } from './verified-permissions.ts';

const rooms = {
  template: { resource: 'POLICY_TEMPLATE', most: limits.strict.templates, in: { en: 'templates', ja: 'テンプレート' } },
  'identity-source': {
    resource: 'IDENTITY_SOURCE',
    most: limits.strict.identitySources,
    in: { en: 'identity sources', ja: 'ID ソース' },
  },
} as const satisfies Record<string, { resource: ResourceType; most: number; in: Text }>;

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
  if (Number(count) >= most)
    throw quotaExceeded(
      {
        en: `A policy store has ${most} ${name.en} at most.`,
        ja: `${name.ja}はポリシーストア 1 つにつき ${most} 個までです。`,
      },
      resource,
      store.id,
    );
}

/**
 * In the strict mode, whether the policies that are about one resource have room for one that was just put. Throws
 * `ServiceQuotaExceededException`.
 */
export async function checkBytes(body: PolicyBody, { db, store }: Change, { authz }: AuthzContext): Promise<void> {
  if (!authz.strict) return;
  const most = limits.strict.bytesOfResource;
  const policies = await listItems('policy', { store: store.id, after: undefined, most: 100_000 }, db);
  const keyOf = async (one: PolicyBody): Promise<string> =>
    JSON.stringify((await shownHead(one, store.id, db)).resource ?? null);
  const own = await keyOf(body);
  let bytes = 0;
  for (const policy of policies)
    if ((await keyOf(policy.body)) === own) bytes += Buffer.byteLength(await textOf(policy.body, store.id, db));
  if (bytes > most)
    throw quotaExceeded(
      {
        en: `The policies about one resource have ${most} bytes together at most.`,
        ja: `1 つのリソースに関するポリシーは、合わせて ${most} バイトまでです。`,
      },
      'POLICY',
      store.id,
    );
}

async function textOf(body: PolicyBody, store: string, db: Change['db']): Promise<string> {
  if (body.type === 'STATIC') return body.statement;
  const template = await findItem('template', { store, reference: body.policyTemplateId }, db);
  return template?.body.statement ?? '';
}
