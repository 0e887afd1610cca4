import { graver, Level } from '#attack';
import { behavioursAt, dayLength, knownOf, memoryDays, regularly, type Behaviour, type Beside } from '#baselines';
import type { Text } from '#kernel';
import { regrade, type FindingTables, type Graded } from '#findings';
import type { Lake } from '#lake';
import { merged } from './hours.ts';
import type { DetectorParts } from './open-detector.ts';
import { excusable, milder } from './regular.ts';
import type { Span } from './sheet.ts';

/**
 * Brings findings of single events down a level where whoever acted does this regularly, and back up where that is no
 * longer so (decision 0029).
 * INVARIANT: how grave a finding is depends on its occurrences and on the habits before the day of the newest, whatever
 * the order of files; looked at are those that the spans and what was learnt in them can change.
 */
export async function settleHabits(spans: readonly Span[], parts: DetectorParts): Promise<void> {
  const { judge, store, beside } = parts;
  const rules = [...excusable(judge.book)];
  if (beside === undefined || rules.length === 0) return;
  const ids = new Set<string>();
  for (const { from, to } of merged(spans)) {
    const found = await store.db
      .withTables<FindingTables>()
      .selectFrom('findings')
      .select('id')
      .where('rule', 'in', rules)
      .where('last_seen', '>=', from)
      .where('last_seen', '<=', to + memoryDays * dayLength)
      .execute();
    for (const { id } of found) ids.add(id);
  }
  const all = [...ids];
  for (let start = 0; start < all.length; start += atOnce)
    await regrade(await gradesOf(all.slice(start, start + atOnce), parts.lake, beside), parts);
}

const atOnce = 50;

/** So many events of a finding are looked at, the newest ones. */
const mostEvents = 1000;

async function gradesOf(ids: readonly string[], lake: Lake, { geography }: Beside): Promise<Map<string, Graded>> {
  const judged = await judgedOf(ids, lake);
  const newest = judged.map(({ behaviours }) => behaviours.reduce((last, { hour }) => Math.max(last, hour), 0));
  const span = { from: Math.min(...newest), to: Math.max(...newest) + dayLength };
  const all = judged.flatMap(({ behaviours }) => behaviours);
  const habits = await knownOf(all, span, lake);
  return new Map(
    judged.map(({ finding, level, behaviours }) => [
      finding,
      graded(level, regularly(behaviours, { habits, geography })),
    ]),
  );
}

/** A finding, the gravest of its events, and what each of them did. */
interface Judged {
  readonly finding: string;
  readonly level: Level;
  readonly behaviours: readonly Behaviour[];
}

/** Findings whose events are all still in the lake; of others nothing new can be said. */
async function judgedOf(ids: readonly string[], lake: Lake): Promise<Judged[]> {
  const happened = await lake.rows<{ finding: string; severity: string; milliseconds: string; id: string }>(
    `SELECT finding, severity, toString(toUnixTimestamp64Milli(time)) AS milliseconds, event_id AS id FROM occurrences
     WHERE finding IN {ids:Array(String)} ORDER BY time DESC, id LIMIT ${mostEvents} BY finding`,
    { ids },
  );
  const done = await behavioursAt(
    happened.map(({ milliseconds, id }) => ({ time: Number(milliseconds), id })),
    lake,
  );
  return ids.flatMap((finding) => {
    const events = happened.filter((one) => one.finding === finding);
    const behaviours = events.flatMap(({ id }) => done.get(id) ?? []);
    if (events.length === 0 || behaviours.length < events.length) return [];
    const levels = events.map(({ severity }) => Level.catch('low').parse(severity));
    return [{ finding, level: levels.reduce(graver), behaviours }];
  });
}

/** How grave it is for those who do this regularly, and for everybody else. */
export function graded(level: Level, habit: Text | undefined): Graded {
  const severity = milder(level);
  return habit === undefined || severity === level ? { severity: level } : { severity, habit };
}
