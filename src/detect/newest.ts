import type { Lake } from '#lake';
import { ownCalls, tableNames, type Source } from '#sources';

/**
 * When the newest event of these logs happened, in milliseconds since 1970; 0 without one. Logs that people bring may
 * be old, so that "the last 30 days" end with their newest event and not today.
 */
export async function newestEvent(sources: readonly Source[], lake: Lake): Promise<number> {
  const looked = sources.map(({ name }) => name).filter((name) => name !== ownCalls || sources.length === 1);
  const times = tableNames.map(
    (table) => `SELECT max(time) AS last FROM ${table} WHERE source IN {looked:Array(String)}`,
  );
  const [row] = await lake.rows<{ newest: string }>(
    `SELECT toString(toUnixTimestamp64Milli(max(last))) AS newest FROM (${times.join(' UNION ALL ')})`,
    { looked },
  );
  return Math.max(0, Number(row?.newest ?? 0));
}
