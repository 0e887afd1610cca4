import type { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/**
 * Opens the store: an SQLite file, made when it is not there, or a PostgreSQL database by its address.
 * Throws `Unavailable` when it cannot be opened or reached, with why and what to do.
 */
export async function openStore(where: { readonly path: string } | { readonly url: string }): Promise<Store> {
  return 'url' in where
    ? storeOn(await openPostgres(where.url), 'postgres')
    : storeOn(await openSqlite(where.path), 'sqlite');
}

const storeOn = (db: Kysely<unknown>, dialect: Store['dialect']): Store => ({
  db,
  dialect,
  migrate: (migrations) => migrate(db, dialect, migrations),
  [Symbol.asyncDispose]: () => db.destroy(),
});
