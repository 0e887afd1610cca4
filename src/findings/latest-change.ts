import type { Store } from '#store';
import type { FindingTables } from './tables.ts';

/**
 * A word that is another as soon as a finding was made or changed, by whatever node: how many there are, and when one
 * of them changed last (milliseconds since 1970). Two indexes answer it.
 */
export async function latestChange(store: Store): Promise<string> {
  const { count, last } = await store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select(({ fn }) => [fn.countAll().as('count'), fn.max('updated_at').as('last')])
    .executeTakeFirstOrThrow();
  return `${Number(count)}.${Number(last ?? 0)}`;
}
