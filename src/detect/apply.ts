import { record } from '#findings';
import { matchedFields, type Rule } from '#sigma';
import type { Cell, Source } from '#sources';
import { claimOf } from './claims.ts';
import type { Claimed } from './book.ts';
import type { DetectorParts } from './open-detector.ts';
import { conditionOf, rowColumns, storedEvent } from './row-event.ts';

/** A rule that matches more events than this is about a log and not about an attack. */
const most = 10_000;

/** What a rule found in the lake: events that match, and whether there were more than were taken. */
export interface Applied {
  readonly matched: number;
  readonly more: boolean;
}

/**
 * Judges by one rule over single events what is in the lake already, the newest events first. Doing it again changes
 * nothing, as with any claim.
 */
export async function apply(claimed: Claimed, rule: Rule, parts: DetectorParts): Promise<Applied> {
  const { sources, set } = parts.judge;
  const applied = { matched: 0, more: false };
  for (const source of sources.filter(({ name }) => set.rulesOf(name).includes(rule))) {
    const left = most - applied.matched;
    const found = await eventsOf(rule, source, left + 1, parts);
    const events = found.slice(0, left);
    applied.matched += events.length;
    applied.more ||= found.length > left;
    await record(
      events.map((delivered) =>
        claimOf(claimed, delivered, matchedFields(rule, delivered.event.fields, source.aliases)),
      ),
      parts,
    );
  }
  return applied;
}

async function eventsOf(rule: Rule, source: Source, count: number, { lake }: DetectorParts) {
  const rows = await lake.rows<Record<string, Cell>>(
    `SELECT ${rowColumns(source)} FROM ${source.table} WHERE source = {name:String} AND ${conditionOf(rule, source)}
     ORDER BY time DESC, file, position LIMIT ${count} SETTINGS max_execution_time = 100`,
    { name: source.name },
  );
  return rows.map((row) => ({
    event: storedEvent(row, source),
    file: text(row['file']),
    position: Number(row['position']),
  }));
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
