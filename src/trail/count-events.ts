import { z } from 'zod';
import { tableNames } from '#sources';
import { Asked, conditionOf, Time } from './asking.ts';
import type { EventsContext } from './context.ts';
import { shown } from './properties.ts';
import { spanOf } from './span.ts';
import { united } from './united.ts';

export const Counting = z.strictObject({
  ...Asked.shape,
  buckets: z.int().min(1).max(500).default(60).describe('At most so many spans of equal length'),
});

export const EventCounts = z.strictObject({
  from: Time,
  to: Time,
  total: z.number(),
  seconds: z.number().describe('How long each span is'),
  spans: z
    .array(z.strictObject({ at: Time, count: z.number(), failed: z.number().describe('Those that were refused') }))
    .describe('In the order of time; spans without events are there too'),
});
export type EventCounts = z.infer<typeof EventCounts>;

/** Lengths of a span that people can read off a scale, in seconds. */
const lengths = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000];

/** How many events fit, by time. */
export async function countEvents(
  { buckets, ...asked }: z.output<typeof Counting>,
  context: EventsContext,
): Promise<EventCounts> {
  const span = await spanOf(asked, context);
  const wanted = (span.to - span.from) / 1000 / buckets;
  const seconds = lengths.find((length) => length >= wanted) ?? Math.ceil(wanted);
  const counts = await counted({ ...asked, ...span, seconds }, context);
  const first = Math.floor(span.from / 1000 / seconds) * seconds * 1000;
  const spans: EventCounts['spans'] = [];
  for (let at = first; at < span.to; at += seconds * 1000) {
    spans.push({ at: new Date(at).toISOString(), ...(counts.get(at) ?? { count: 0, failed: 0 }) });
  }
  const total = spans.reduce((sum, { count }) => sum + count, 0);
  return { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), total, seconds, spans };
}

interface Wanted extends Pick<z.output<typeof Asked>, 'where' | 'ownReads' | 'tables'> {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

async function counted(
  { tables = [...tableNames], from, to, seconds, ...asked }: Wanted,
  { lake, limits }: EventsContext,
): Promise<Map<number, { count: number; failed: number }>> {
  const parts = tables.flatMap((table) => {
    const fits = conditionOf(asked, { from, to }, table);
    if (fits === undefined) return [];
    const sql = `SELECT intDiv(toUnixTimestamp64Milli(time), ${seconds * 1000}) AS slot, count() AS found,
                   countIf((${shown[table].error}) != '') AS failed FROM ${table} WHERE ${fits.sql} GROUP BY slot`;
    return [{ sql, params: fits.params }];
  });
  const whole = united(parts);
  if (whole === undefined) return new Map();
  const rows = await lake.rows<{ slot: string; found: string; failed: string }>(
    `SELECT toString(slot) AS slot, toString(sum(found)) AS found, toString(sum(failed)) AS failed
     FROM (${whole.sql}) GROUP BY slot SETTINGS max_execution_time = ${limits.seconds}`,
    whole.params,
  );
  return new Map(
    rows.map((row) => [Number(row.slot) * seconds * 1000, { count: Number(row.found), failed: Number(row.failed) }]),
  );
}
