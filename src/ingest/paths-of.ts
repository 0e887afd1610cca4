import type { Store } from '#store';
import type { IngestStore } from './tables.ts';

/** What people call the files that the lake knows by identity. A member of an archive (`identity#3`) has the archive's path. */
export async function pathsOf(identities: readonly string[], store: Store): Promise<ReadonlyMap<string, string>> {
  if (identities.length === 0) return new Map();
  const archives = new Map(identities.map((identity) => [identity, identity.split('#', 1)[0] ?? identity]));
  const rows = await store.db
    .withTables<IngestStore>()
    .selectFrom('ingest_files')
    .select(['identity', 'path'])
    .where('identity', 'in', [...new Set(archives.values())])
    .execute();
  const paths = new Map(rows.map(({ identity, path }) => [identity, path]));
  return new Map([...archives].map(([identity, archive]) => [identity, paths.get(archive) ?? identity]));
}
