import type { Lake } from '#lake';
import { boundTo } from './window-sql.ts';
import type { Window } from './window.ts';

/** Of more records than this some nearly always matter, and looking for them takes as long as asking. */
const mostRecords = 200_000;

/**
 * Those windows for which there is a record that may matter. After a small import that is hardly any of them, and to
 * plan one query is quicker than to plan all: 5 ms of it for each window and 50 ms for asking it.
 */
export async function worthAsking(windows: readonly Window[], table: string, lake: Lake): Promise<ReadonlySet<Window>> {
  const narrowed = windows.filter(({ among }) => among !== undefined);
  if (narrowed.length < 2 || (await recordsIn(table, lake)) > mostRecords) return new Set(windows);
  const counts = narrowed.map((one, place) => `countIf(${own(one.among ?? '1', place)}) > 0 AS w${place}`);
  const bound = narrowed.flatMap(({ thresholds }, place) =>
    Object.entries(boundTo(thresholds)).map(([name, value]) => [`w${place}_${name}`, value]),
  );
  const [seen] = await lake.rows<Record<string, number>>(
    `WITH records AS (SELECT * FROM ${table}) SELECT ${counts.join(', ')} FROM records`,
    Object.fromEntries(bound),
  );
  const vain = new Set(narrowed.filter((_, place) => seen?.[`w${place}`] === 0));
  return new Set(windows.filter((window) => !vain.has(window)));
}

/** A condition with thresholds that are told apart from those of other windows. */
const own = (condition: string, place: number): string => condition.replace(/\{(\w+):/g, `{w${place}_$1:`);

async function recordsIn(table: string, lake: Lake): Promise<number> {
  const [counted] = await lake.rows<{ rows: number }>(`SELECT count() AS rows FROM ${table}`);
  return counted?.rows ?? 0;
}
