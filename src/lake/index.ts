/**
 * lake: everything that happened, in ClickHouse, in this process or on a server, through the official client.
 *
 * Invariant: nothing outside imports a ClickHouse package; a row is never changed, only added and dropped by age;
 * SQL that a user wrote goes through `ask` and nowhere else.
 * Called by the features (their tables and queries) and by main (to open it).
 */
export { openLake } from './open.ts';
export type { Answer, Cell, Lake, LakeTable, Limits, Row, Stage, Sum } from './lake.ts';
export { PackedRows } from './packed-rows.ts';
