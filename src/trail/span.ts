import type { Lake } from '#lake';
import { ownCalls, tableNames } from '#sources';
import type { Clock } from '#kernel';
import type { Span } from './asking.ts';

const day = 86_400_000;

/**
 * The span of time that is meant. Without one: the day that ends with the newest event, for logs that people bring may
 * be old; with one end alone, a day on its other side.
 */
export async function spanOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  { lake, clock }: { lake: Pick<Lake, 'rows'>; clock: Clock },
): Promise<Span> {
  if (from !== undefined && to !== undefined) return { from: Date.parse(from), to: Date.parse(to) };
  if (from !== undefined) return { from: Date.parse(from), to: Date.parse(from) + day };
  const end = to === undefined ? await newest(lake, clock.now().getTime()) : Date.parse(to);
  return { from: end - day, to: end };
}

// Yagura's own calls come with every look at the page: by them an old log would have nothing in its newest day.
async function newest(lake: Pick<Lake, 'rows'>, now: number): Promise<number> {
  const last = tableNames.map(
    (table) => `(SELECT toUnixTimestamp64Milli(max(time)) FROM ${table} WHERE source != '${ownCalls}')`,
  );
  const [row] = await lake.rows<{ last: string }>(`SELECT toString(greatest(${last.join(', ')})) AS last`);
  const found = Number(row?.last ?? 0);
  return found <= 0 ? now : found + 1;
}
