import type { Text } from '#kernel';
import type { Store } from '#store';
import type { FindingTables } from './tables.ts';

interface Known {
  readonly type: string;
  /** When a finding of the type was last seen, in milliseconds since 1970 in UTC. */
  readonly last: number;
}

/** What a type is called: as the finding of it that was last seen. */
export async function titleOf({ type, last }: Known, archived: boolean | 'any', store: Store): Promise<Text> {
  let query = store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select(['title_en as en', 'title_ja as ja'])
    .where('type', '=', type)
    .where('last_seen', '=', last);
  if (archived !== 'any') query = query.where('archived', '=', archived ? 1 : 0);
  return (await query.orderBy('id').executeTakeFirst()) ?? { en: type, ja: type };
}
