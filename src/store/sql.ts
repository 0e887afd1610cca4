import type { Sql } from 'kysely';

/**
 * Kysely's `sql`, for what its builder has no words for. It is there as soon as a store was opened, and not before: a
 * command that opens none need not load Kysely, which is a third of all modules that `yagura detect` would load.
 */
export let sql: Sql;

export async function loadSql(): Promise<void> {
  ({ sql } = await import('kysely'));
}
