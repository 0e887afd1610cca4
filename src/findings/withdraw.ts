import type { Lake } from '#lake';
import { changeRow, isTold, tally, type FindingsContext } from './record.ts';
import { findingChanges, occurrences, type FindingRow, type FindingTables } from './tables.ts';
import { findingOf, type Tally } from './row.ts';
import { rowsById } from './rows-by-id.ts';

/** An occurrence that is none any more, and the span of time in which it lies. */
export interface Withdrawn {
  readonly rule: string;
  readonly finding: string;
  readonly eventId: string;
  readonly from: number;
  readonly to: number;
}

/** Takes back occurrences that late events disproved; `recount` their findings afterwards. */
export async function withdraw(withdrawn: readonly Withdrawn[], lake: Lake): Promise<void> {
  for (let start = 0; start < withdrawn.length; start += 1000) {
    const some = withdrawn.slice(start, start + 1000);
    const keys = some.map(({ rule, finding, eventId }) => `(${[rule, finding, eventId].map(quoted).join(', ')})`);
    const [from, to] = [Math.min(...some.map(({ from }) => from)), Math.max(...some.map(({ to }) => to))];
    await lake.withdraw(
      occurrences,
      `time BETWEEN fromUnixTimestamp64Milli(${from}) AND fromUnixTimestamp64Milli(${to})
       AND (rule, finding, event_id) IN (${keys.join(', ')})`,
    );
  }
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Counts findings anew. One without any occurrence goes; one that a person judged is archived instead. */
export async function recount(ids: readonly string[], context: FindingsContext): Promise<void> {
  if (ids.length === 0) return;
  const [tallies, known] = [await tally(ids, context.lake), await rowsById(ids, context.store)];
  const corrected: FindingRow[] = [];
  const gone: string[] = [];
  for (const row of known.values()) {
    const seen = tallies.get(row.id);
    if (seen === undefined) gone.push(...(await remove(row, context)));
    else if (!isTold(row, seen)) corrected.push(await correct(row, seen, context));
  }
  if (corrected.length > 0) await context.recorded?.(corrected.map(findingOf));
  if (gone.length > 0) await context.withdrawn?.(gone);
}

/** The finding's id when it is gone for good. */
async function remove(row: FindingRow, { lake, store, clock }: FindingsContext): Promise<string[]> {
  const db = store.db.withTables<FindingTables>();
  await lake.append(findingChanges, [
    changeRow({ ...row, count: 0, archived: 1, updated_at: clock.now().getTime() }, 'withdrawn', 'yagura'),
  ]);
  if (row.verdict === '') {
    await db.deleteFrom('findings').where('id', '=', row.id).execute();
    return [row.id];
  }
  await db.updateTable('findings').set({ archived: 1 }).where('id', '=', row.id).execute();
  return [];
}

async function correct(row: FindingRow, seen: Tally, { lake, store, clock }: FindingsContext): Promise<FindingRow> {
  const { count, first, last, principal, resource } = seen;
  const now = clock.now().getTime();
  const becomes = { count, first_seen: first, last_seen: last, principal, resource, updated_at: now };
  await lake.append(findingChanges, [changeRow({ ...row, ...becomes }, 'seen', 'yagura')]);
  await store.db.withTables<FindingTables>().updateTable('findings').set(becomes).where('id', '=', row.id).execute();
  return { ...row, ...becomes };
}
