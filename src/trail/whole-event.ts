import { z } from 'zod';
import { Fault } from '#kernel';
import { asWritten, tableNames } from '#sources';
import type { EventsContext } from './context.ts';
import { Time } from './asking.ts';

/** Where an event stands, as a line of a search says it. */
export const EventPlace = z.strictObject({
  table: z.enum(tableNames),
  time: Time,
  file: z.string().max(500),
  position: z.int().min(0),
});

export const WholeEvent = z.strictObject({
  event: z.record(z.string(), z.unknown()).describe('As its log wrote it, under the names of the log'),
  columns: z.record(z.string(), z.unknown()).describe('What Yagura reads out of it'),
  path: z.string().describe('What people call the file that delivered it'),
});

/** One event. Throws `NotFound` when there is none at that place: it may have aged out. */
export async function wholeEvent(
  { table, time, ...place }: z.infer<typeof EventPlace>,
  { lake, pathsOf }: EventsContext,
): Promise<z.infer<typeof WholeEvent>> {
  const [row] = await lake.rows<Record<string, unknown>>(
    `SELECT * FROM ${table} WHERE time = fromUnixTimestamp64Milli({time:Int64}) AND file = {file:String}
       AND position = {position:UInt64} LIMIT 1`,
    { ...place, time: Date.parse(time) },
  );
  if (row === undefined)
    throw new Fault('NotFound', {
      en: 'There is no event at this place. It may have aged out; search for it again.',
      ja: 'この場所にイベントはありません。保存期間を過ぎた可能性があります。もう一度検索してください。',
    });
  const path = (await pathsOf([place.file])).get(place.file) ?? place.file;
  return { ...wholeOf(row), path };
}

/** The same lines, each with what its log wrote. */
export async function withWhole<Line extends z.infer<typeof EventPlace>>(
  lines: readonly Line[],
  { lake }: EventsContext,
): Promise<(Line & Pick<z.infer<typeof WholeEvent>, 'event'>)[]> {
  const events = new Map<string, Record<string, unknown>>();
  for (const table of new Set(lines.map((line) => line.table))) {
    const own = lines.filter((line) => line.table === table);
    const rows = await lake.rows<Record<string, unknown>>(
      `SELECT *, toString(toUnixTimestamp64Milli(time)) AS at FROM ${table}
       WHERE time IN (SELECT fromUnixTimestamp64Milli(arrayJoin({times:Array(Int64)})))
         AND file IN {files:Array(String)} AND position IN {positions:Array(UInt64)}`,
      {
        times: [...new Set(own.map(({ time }) => Date.parse(time)))],
        files: [...new Set(own.map(({ file }) => file))],
        positions: [...new Set(own.map(({ position }) => position))],
      },
    );
    for (const { at, ...row } of rows)
      events.set(
        keyOf({ table, at: Number(at), file: row['file'], position: Number(row['position']) }),
        wholeOf(row).event,
      );
  }
  return lines.map((line) => ({ ...line, event: events.get(keyOf({ ...line, at: Date.parse(line.time) })) ?? {} }));
}

const keyOf = ({ table, at, file, position }: { table: string; at: number; file: unknown; position: number }): string =>
  JSON.stringify([table, at, file, position]);

/** What a row says: as its log wrote it, and as Yagura reads it. */
function wholeOf({ raw, ...columns }: Record<string, unknown>): Omit<z.infer<typeof WholeEvent>, 'path'> {
  const filled = Object.fromEntries(Object.entries(columns).filter(([, value]) => !isEmpty(value)));
  return { event: fieldsOf(raw) ?? filled, columns: filled };
}

/** The record as its log wrote it; nothing for logs of plain columns, which are kept as columns alone. */
function fieldsOf(raw: unknown): Record<string, unknown> | undefined {
  return typeof raw === 'string' && raw !== '' ? asWritten(raw) : undefined;
}

const isEmpty = (value: unknown): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0);
