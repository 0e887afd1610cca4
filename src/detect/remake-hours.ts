import type { Lake, LakeTable } from '#lake';
import type { Span } from './sheet.ts';

/**
 * Makes what a table keeps of the whole hours of a piece anew, by SELECTs over the records of that piece.
 * INVARIANT: what an hour says is made of all its records, so that it depends on them alone. An end in between does no
 * harm: the hours are made ready again.
 */
export async function remakeHours(
  table: LakeTable,
  selects: readonly string[],
  { from, to }: Span,
  lake: Lake,
): Promise<void> {
  const within = `time >= fromUnixTimestamp64Milli(${from}) AND time < fromUnixTimestamp64Milli(${to})`;
  const before = await lake.rows(`SELECT 1 AS kept FROM ${table.name} WHERE ${within} LIMIT 1`);
  if (before.length > 0) await lake.withdraw(table, within); // which is a change of parts even where nothing is there
  await lake.derive(table, selects.join(' UNION ALL '));
}
