import { z } from 'zod';
import type { Lake } from '#lake';
import { ruleSet, type Rule } from '#sigma';
import { asWritten, type Cell, type Source } from '#sources';
import { newestEvent } from './newest.ts';
import { conditionOf, rowColumns, storedEvent } from './row-event.ts';

const day = 86_400_000;
const span = 30 * day;
const shown = 10;

export const Preview = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  matched: z.number().describe('Events that the rule matches'),
  looked: z.number().describe('Events of its logs that were looked at'),
  days: z.array(z.strictObject({ day: z.iso.date(), count: z.number() })).describe('Days on which it matches'),
  examples: z.array(z.strictObject({ time: z.iso.datetime(), event: z.record(z.string(), z.unknown()) })),
});
export type Preview = z.infer<typeof Preview>;

/** What a rule would have matched in the 30 days that end with the newest event of its logs. */
export async function preview(rule: Rule, sources: readonly Source[], lake: Lake): Promise<Preview> {
  const looked = sources.filter(({ name }) => ruleSet([rule], sources).rulesOf(name).length > 0);
  const to = (await newestEvent(looked, lake)) + 1;
  const found = await Promise.all(looked.map((source) => matchesOf(rule, source, { to, lake })));
  const counts = new Map<string, number>();
  for (const { day, count } of found.flatMap(({ days }) => days)) counts.set(day, (counts.get(day) ?? 0) + count);
  return {
    from: new Date(to - span).toISOString(),
    to: new Date(to).toISOString(),
    matched: [...counts.values()].reduce((sum, count) => sum + count, 0),
    looked: found.reduce((sum, one) => sum + one.looked, 0),
    days: [...counts]
      .map(([day, count]) => ({ day, count }))
      .toSorted((one, other) => one.day.localeCompare(other.day)),
    examples: found
      .flatMap(({ examples }) => examples)
      .toSorted((one, other) => other.time.localeCompare(one.time))
      .slice(0, shown),
  };
}

async function matchesOf(rule: Rule, source: Source, { to, lake }: { to: number; lake: Lake }) {
  const condition = conditionOf(rule, source);
  const among = `source = {name:String} AND time >= fromUnixTimestamp64Milli({from:Int64})
    AND time < fromUnixTimestamp64Milli({to:Int64})`;
  const params = { name: source.name, from: to - span, to };
  const limit = 'SETTINGS max_execution_time = 30';
  const [all, days, rows] = [
    await lake.rows<{ found: string }>(`SELECT toString(count()) AS found FROM ${source.table} WHERE ${among}`, params),
    await lake.rows<{ day: string; found: string }>(
      `SELECT toString(toDate(time)) AS day, toString(count()) AS found FROM ${source.table}
       WHERE ${among} AND ${condition} GROUP BY day ORDER BY day ${limit}`,
      params,
    ),
    await lake.rows<Record<string, Cell>>(
      `SELECT ${rowColumns(source)} FROM ${source.table} WHERE ${among} AND ${condition}
       ORDER BY time DESC LIMIT ${shown} ${limit}`,
      params,
    ),
  ];
  return {
    looked: Number(all[0]?.found ?? 0),
    days: days.map(({ day, found }) => ({ day, count: Number(found) })),
    examples: rows.map((row) => {
      const { raw } = row;
      const { time, fields } = storedEvent(row, source);
      const event = typeof raw === 'string' && raw !== '' ? asWritten(raw) : { ...fields };
      return { time: new Date(time).toISOString(), event };
    }),
  };
}
