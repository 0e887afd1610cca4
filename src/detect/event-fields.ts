import { z } from 'zod';
import { Fault } from '#kernel';
import type { Lake } from '#lake';
import type { Cell, Source, TableName } from '#sources';
import { rowColumns, storedEvent } from './row-event.ts';

const [mostFields, mostValues, longest] = [500, 20, 2000];

export const EventFields = z.strictObject({
  source: z.string(),
  logsource: z.record(z.string(), z.string()).describe('How a rule names this log'),
  fields: z
    .array(z.strictObject({ field: z.string(), values: z.array(z.union([z.string(), z.number(), z.boolean()])) }))
    .describe('Every field with a value, its name as rules write it; of a list each element'),
});
export type EventFields = z.infer<typeof EventFields>;

/** Where an event stands in the lake. */
export interface EventPlace {
  readonly table: TableName;
  readonly time: string;
  readonly file: string;
  readonly position: number;
}

/** The fields of one event as rules see them. Throws `NotFound` when there is no event at that place. */
export async function eventFields(
  place: EventPlace,
  { lake, sources }: { lake: Lake; sources: readonly Source[] },
): Promise<EventFields> {
  for (const source of sources.filter(({ table }) => table === place.table)) {
    const row = await rowAt(place, source, lake);
    if (row === undefined) continue;
    const found = new Map<string, Scalar[]>();
    collect('', storedEvent(row, source).fields, found);
    const fields = [...found].map(([field, values]) => ({ field, values })).slice(0, mostFields);
    return { source: source.name, logsource: { ...source.logsources[0] }, fields };
  }
  throw new Fault('NotFound', {
    en: 'There is no event at this place. It may have aged out; search for it again.',
    ja: 'この場所にイベントはありません。保存期間を過ぎた可能性があります。もう一度検索してください。',
  });
}

async function rowAt(
  { table, time, file, position }: EventPlace,
  source: Source,
  lake: Lake,
): Promise<Record<string, Cell> | undefined> {
  const [row] = await lake.rows<Record<string, Cell>>(
    `SELECT ${rowColumns(source)} FROM ${table} WHERE source = {name:String}
       AND time = fromUnixTimestamp64Milli({time:Int64}) AND file = {file:String} AND position = {position:UInt64} LIMIT 1`,
    { name: source.name, time: Date.parse(time), file, position },
  );
  return row;
}

type Scalar = string | number | boolean;

/** A path's values: `userIdentity.type`; elements of a list share the path of the list, as rules see them. */
function collect(path: string, value: unknown, found: Map<string, Scalar[]>): void {
  if (Array.isArray(value)) for (const element of value) collect(path, element, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) collect(path === '' ? key : `${path}.${key}`, inner, found);
  else if (isScalar(value)) keep(path, value, found);
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

function keep(path: string, value: Scalar, found: Map<string, Scalar[]>): void {
  const values = found.get(path) ?? [];
  const shown = typeof value === 'string' ? value.slice(0, longest) : value;
  if (value !== '' && values.length < mostValues && !values.includes(shown)) found.set(path, [...values, shown]);
}
