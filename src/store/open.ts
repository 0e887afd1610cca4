import { loadSql } from './sql.ts';
import type { Store } from './store.ts';

/**
 * Opens the store: an SQLite file, made when it is not there, or a PostgreSQL database by its address.
 * Throws `Unavailable` when it cannot be opened or reached, with why and what to do.
 */
export async function openStore(where: { readonly path: string } | { readonly url: string }): Promise<Store> {
  await loadSql();
  const { migrate } = await import('./migrate.ts');
  let changes = 0;
  const changing = (): void => void (changes += 1);
  const [db, dialect] =
    'url' in where
      ? ([await (await import('./postgres.ts')).openPostgres(where.url, changing), 'postgres'] as const)
      : ([await (await import('./sqlite.ts')).openSqlite(where.path, changing), 'sqlite'] as const);
  return {
    db,
    dialect,
    get changes() {
      return changes;
    },
    migrate: (migrations) => migrate(db, dialect, migrations),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
