import type { Lake } from '#lake';
import type { Source } from '#sources';
import { newestEvent } from './newest.ts';

const span = 30 * 86_400_000;

/** How often each rule fired in the 30 days that end with the newest event of these logs. */
export async function recentHits(sources: readonly Source[], lake: Lake): Promise<Map<string, number>> {
  const rows = await lake.rows<{ rule: string; hits: string }>(
    `SELECT rule, toString(count()) AS hits FROM occurrences
     WHERE time >= fromUnixTimestamp64Milli({from:Int64}) GROUP BY rule`,
    { from: await start(sources, lake) },
  );
  return new Map(rows.map(({ rule, hits }) => [rule, Number(hits)]));
}

/** The same of one rule, by day in UTC; days without a hit are left out. */
export async function recentDays(
  rule: string,
  sources: readonly Source[],
  lake: Lake,
): Promise<{ day: string; count: number }[]> {
  const rows = await lake.rows<{ day: string; hits: string }>(
    `SELECT toString(toDate(time)) AS day, toString(count()) AS hits FROM occurrences
     WHERE rule = {rule:String} AND time >= fromUnixTimestamp64Milli({from:Int64}) GROUP BY day ORDER BY day`,
    { rule, from: await start(sources, lake) },
  );
  return rows.map(({ day, hits }) => ({ day, count: Number(hits) }));
}

const start = async (sources: readonly Source[], lake: Lake): Promise<number> =>
  Math.max(0, (await newestEvent(sources, lake)) - span);
