import type { Lake } from '#lake';
import { asWritten } from '#sources';
import type { Occurrence } from './finding.ts';

interface Row {
  readonly milliseconds: string;
  readonly event_id: string;
  readonly event_table: string;
  readonly file: string;
  readonly position: string | number;
  readonly matched: string[];
  readonly raw: string;
}

/** The times that a finding was seen, newest first, with the events. `path` of the file is looked up by its identity. */
export async function occurrencesOf(
  finding: string,
  page: { limit: number; offset: number },
  lake: Lake,
): Promise<Occurrence[]> {
  const rows = await lake.rows<Row>(
    `SELECT toString(toUnixTimestamp64Milli(time)) AS milliseconds, event_id, event_table, file, position, matched, raw
     FROM occurrences WHERE finding = {finding:String}
     ORDER BY time DESC, event_id LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    { finding, ...page },
  );
  return rows.map((row) => ({
    time: new Date(Number(row.milliseconds)).toISOString(),
    eventId: row.event_id,
    table: row.event_table,
    file: row.file,
    position: Number(row.position),
    matched: row.matched,
    event: asWritten(row.raw),
  }));
}
