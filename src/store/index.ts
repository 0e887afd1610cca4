/**
 * store: small records that change (findings' state, people, sessions), through Kysely, in SQLite or PostgreSQL.
 *
 * Invariant: nothing outside imports a SQL driver; every query runs on both dialects. Booleans are kept as the
 * whole numbers 0 and 1, times as milliseconds, and JSON as text, so that both give back the same.
 * Called by the features (their tables and queries) and by main (to open it and to migrate once, with everybody's migrations).
 */
export { openStore } from './open.ts';
export { sql } from './sql.ts';
export type { Migration, Store } from './store.ts';
