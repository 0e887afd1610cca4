import type { Lake } from '#lake';
import type { AlertRow } from './alerts.ts';

interface Place {
  readonly finding: string;
  readonly event_id: string;
  readonly event_table: string;
  readonly file: string;
  readonly position: number;
}

/**
 * Alerts of which an event is still in the lake. Where all were dropped by age, the window can no longer be judged, and
 * what was said of it stays.
 */
export async function withEvidence(alerts: readonly AlertRow[], lake: Lake): Promise<AlertRow[]> {
  if (alerts.length === 0) return [];
  const places = await lake.rows<Place>(
    `SELECT finding, event_id, event_table, toString(file) AS file, position FROM occurrences
     WHERE finding IN {findings:Array(String)} AND event_id IN {ids:Array(String)}`,
    { findings: alerts.map(({ finding }) => finding), ids: alerts.flatMap(({ evidence }) => evidence) },
  );
  const span = { from: Math.min(...alerts.map(({ time }) => time)), to: Math.max(...alerts.map(({ until }) => until)) };
  const present = new Set<string>();
  for (const table of new Set(places.map(({ event_table }) => event_table))) {
    const there = await placesIn(table, places, span, lake);
    for (const { finding, event_id, ...place } of places)
      if (there.has(textOf(place))) present.add(`${finding} ${event_id}`);
  }
  return alerts.filter(({ finding, evidence }) => evidence.some((id) => present.has(`${finding} ${id}`)));
}

const textOf = ({ file, position }: Pick<Place, 'file' | 'position'>): string => `${file}#${position}`;

async function placesIn(
  table: string,
  places: readonly Place[],
  span: { from: number; to: number },
  lake: Lake,
): Promise<Set<string>> {
  const found = await lake.rows<Place>(
    `SELECT toString(file) AS file, position FROM ${table}
     WHERE time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})
     AND file IN {files:Array(String)} AND position IN {positions:Array(UInt64)}`,
    {
      ...span,
      files: [...new Set(places.map(({ file }) => file))],
      positions: [...new Set(places.map(({ position }) => position))],
    },
  );
  return new Set(found.map(textOf));
}
