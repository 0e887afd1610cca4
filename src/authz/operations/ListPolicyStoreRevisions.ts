import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables, type AuthzDb, type ItemRow } from '../tables.ts';

const Revision = z.strictObject({
  revision: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  operation: z.string(),
  changes: z.array(
    z.strictObject({
      kind: z.enum(['policy', 'template', 'schema', 'identity-source']),
      id: z.string(),
      name: z.string().optional(),
      change: z.enum(['added', 'changed', 'deleted']),
    }),
  ),
});

export default operation<AuthzContext>()({
  name: 'ListPolicyStoreRevisions',
  about: 'The revisions of a policy store, newest first: when, by whom, with which operation, and what changed.',
  input: z.strictObject({
    policyStoreId: z.string(),
    before: z.number().int().min(1).optional().describe('Only revisions before this one'),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ current: z.number().int(), revisions: z.array(Revision) }),
  async handle({ policyStoreId, before, limit }, context, call) {
    const store = await storeOf({ policyStoreId }, call, context);
    const db = authzTables(context.store);
    const rows = await db
      .selectFrom('authz_revisions')
      .selectAll()
      .where('store', '=', store.id)
      .where('number', '<', before ?? store.revision + 1)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    const revisions = rows.map(async ({ number, at, by, operation: made }) => ({
      revision: number,
      at: new Date(at).toISOString(),
      by,
      operation: made,
      changes: await changesOf(store.id, number, db),
    }));
    return { current: store.revision, revisions: await Promise.all(revisions) };
  },
});

type Key = Pick<ItemRow, 'kind' | 'id'>;

const has = (list: readonly Key[], { kind, id }: Key): boolean =>
  list.some((one) => one.kind === kind && one.id === id);

async function changesOf(store: string, revision: number, db: AuthzDb): Promise<z.infer<typeof Revision>['changes']> {
  const rows = await db
    .selectFrom('authz_items')
    .select(['kind', 'id', 'name', 'from_revision', 'to_revision'])
    .where('store', '=', store)
    .where((where) => where.or([where('from_revision', '=', revision), where('to_revision', '=', revision)]))
    .orderBy('kind')
    .orderBy('id')
    .execute();
  const begun = rows.filter(({ from_revision: from }) => from === revision);
  const ended = rows.filter(({ to_revision: to }) => to === revision);
  return [
    ...begun.map((row) => ({ ...shown(row), change: has(ended, row) ? ('changed' as const) : ('added' as const) })),
    ...ended.filter((row) => !has(begun, row)).map((row) => ({ ...shown(row), change: 'deleted' as const })),
  ];
}

const shown = ({ kind, id, name }: Pick<ItemRow, 'kind' | 'id' | 'name'>) => ({
  kind,
  id,
  ...(name === '' ? {} : { name }),
});
