import { olderThan, type Clock, type Config } from '#kernel';
import type { Source, TableName } from '#sources';

/** Events that were older than their table keeps them when they came. Their age counts from that moment (decision 0021). */
export interface OldEvents {
  readonly table: TableName;
  /** Time of the first of them, in milliseconds since 1970 in UTC. */
  readonly first: number;
  /** How long rows of the table are kept: "90 days". */
  readonly keeps: string;
  /** Until when they are kept. */
  readonly until: number;
}

interface Keeping {
  readonly retention: Config['retention'];
  readonly sources: readonly Source[];
  readonly clock: Clock;
}

/** Which tables took in what was older than they keep; `firsts` is the first time of the events of each source. */
export function oldEvents(firsts: ReadonlyMap<string, number>, { retention, sources, clock }: Keeping): OldEvents[] {
  const now = clock.now();
  const old = new Map<TableName, OldEvents>();
  for (const { name, table } of sources) {
    const [first, keeps] = [firsts.get(name), retention[table]];
    const border = olderThan(keeps, now)?.getTime();
    if (first === undefined || border === undefined || first >= border) continue;
    const before = old.get(table)?.first ?? first;
    old.set(table, { table, first: Math.min(first, before), keeps, until: 2 * now.getTime() - border });
  }
  return [...old.values()];
}
