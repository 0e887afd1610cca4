import { z } from 'zod';
import { stableId } from '#kernel';
import type { Lake } from '#lake';
import type { Cell, Event, Source, TableName } from '#sources';
import type { Delivered } from './detector.ts';
import { rowColumns, rowEvent } from './row-event.ts';
import { hashOf } from './sheet.ts';

/** An event: its time in milliseconds, and its hash (see `locatorOf`). */
export const Place = z.tuple([z.string(), z.string()]).readonly();
export type Place = z.infer<typeof Place>;

/** Events whose rows are asked for together. */
const atOnce = 5000;

/**
 * The events at these places, by their hash. What its log gives no id gets one made of what it says, so that a record
 * that two files deliver is one event.
 */
export async function eventsAt(
  table: TableName,
  places: readonly Place[],
  { lake, sources }: { readonly lake: Lake; readonly sources: readonly Source[] },
): Promise<Map<string, Delivered>> {
  const found = new Map<string, Delivered>();
  for (let start = 0; start < places.length; start += atOnce) {
    const some = places.slice(start, start + atOnce);
    for (const source of sources.filter((one) => one.table === table))
      for (const row of await rowsAt(source, some, lake)) {
        const delivered = { event: eventOf(row, source), file: row.file, position: row.position };
        found.set(row.place, delivered);
      }
  }
  return found;
}

/** A row of events, with what every one of them has. `raw` is absent where the columns hold everything. */
interface StoredRow extends Record<string, Cell> {
  readonly id: string;
  readonly file: string;
  readonly position: number;
  readonly place: string;
}

function rowsAt(source: Source, places: readonly Place[], lake: Lake): Promise<StoredRow[]> {
  const times = [...new Set(places.map(([time]) => Number(time)))];
  return lake.rows<StoredRow>(
    `SELECT ${rowColumns(source)}, toString(${hashOf(source.table)}) AS place FROM ${source.table}
     WHERE source = {source:String} AND toUnixTimestamp64Milli(time) IN {times:Array(Int64)}
     AND time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})
     AND ${hashOf(source.table)} IN (SELECT toUInt64(arrayJoin({hashes:Array(String)})))
     ORDER BY toString(file), position LIMIT 1 BY place`,
    {
      source: source.name,
      times,
      hashes: places.map(([, hash]) => hash),
      from: Math.min(...times),
      to: Math.max(...times),
    },
  );
}

function eventOf(row: StoredRow, source: Source): Event {
  const raw = row['raw'];
  const columns = rowEvent(row, source);
  const [read] = typeof raw === 'string' && raw !== '' ? source.reader().read(JSON.parse(raw), raw) : [];
  const event = { ...columns, fields: read?.fields ?? columns.fields, id: row.id };
  return event.id === '' ? { ...event, id: stableId(source.name, event.time, JSON.stringify(event.fields)) } : event;
}
