import { z } from 'zod';
import type { Lake } from '#lake';
import type { Store } from '#store';
import { Finding } from './finding.ts';
import { findingOf } from './row.ts';
import { rowsById } from './rows-by-id.ts';
import { isSequence } from './sequence.ts';

/** A finding that is a step of an attack sequence. */
export const Step = Finding.pick({ id: true, title: true, severity: true });
export type Step = z.infer<typeof Step>;

/** More lead nowhere: the story of a sequence has a dozen lines. */
const most = 100;

/** The findings that an attack sequence is made of: those that speak of the same events, oldest first; of any other finding none. */
export async function stepsOf(
  { id, type, firstSeen, lastSeen }: Finding,
  { lake, store }: { lake: Lake; store: Store },
): Promise<Finding[]> {
  if (!isSequence(type)) return [];
  const within = `time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})`;
  const rows = await lake.rows<{ finding: string }>(
    `SELECT finding FROM occurrences
     WHERE ${within} AND finding NOT IN ('', {id:String}) AND NOT startsWith(type, 'AttackSequence:')
       AND event_id IN (SELECT event_id FROM occurrences WHERE ${within} AND finding = {id:String})
     GROUP BY finding ORDER BY min(time), finding LIMIT ${most}`,
    { id, from: Date.parse(firstSeen), to: Date.parse(lastSeen) },
  );
  const states = await rowsById(
    rows.map(({ finding }) => finding),
    store,
  );
  return rows.flatMap(({ finding }) => {
    const row = states.get(finding);
    return row === undefined ? [] : [findingOf(row)];
  });
}
