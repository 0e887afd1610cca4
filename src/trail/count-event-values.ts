import { z } from 'zod';
import { tableNames } from '#sources';
import { Asked, conditionOf, PropertyOfEvents } from './asking.ts';
import type { EventsContext } from './context.ts';
import { columnsOf } from './properties.ts';
import { spanOf } from './span.ts';
import { united } from './united.ts';

export const ValueCounting = z.strictObject({
  ...Asked.shape,
  by: PropertyOfEvents.describe('The property whose values are counted'),
  like: z.string().max(200).default('').describe('Only values that hold this text'),
  limit: z.int().min(1).max(200).default(20),
});

export const CountedValues = z.strictObject({
  values: z.array(z.strictObject({ value: z.string(), count: z.number() })).describe('The most frequent first'),
});

/** The values of a property among the events that fit, with how many events have each. */
export async function countEventValues(
  { by, like, limit, tables = [...tableNames], ...asked }: z.output<typeof ValueCounting>,
  context: EventsContext,
): Promise<z.infer<typeof CountedValues>> {
  const span = await spanOf(asked, context);
  const parts = tables.flatMap((table) => {
    const fits = conditionOf(asked, span, table);
    const columns = by === 'text' ? [] : columnsOf(by, table);
    if (fits === undefined) return [];
    return columns.map((column) => ({
      params: fits.params,
      sql: `SELECT toString(${column}) AS value, count() AS found FROM ${table}
            WHERE ${fits.sql} AND value != '' AND positionCaseInsensitiveUTF8(value, {like:String}) > 0 GROUP BY value`,
    }));
  });
  const whole = united(parts);
  if (whole === undefined) return { values: [] };
  const rows = await context.lake.rows<{ value: string; count: string }>(
    `SELECT value, toString(sum(found)) AS count FROM (${whole.sql})
     GROUP BY value ORDER BY sum(found) DESC, value LIMIT {limit:UInt32} SETTINGS max_execution_time = ${context.limits.seconds}`,
    { ...whole.params, like, limit },
  );
  return { values: rows.map(({ value, count }) => ({ value, count: Number(count) })) };
}
