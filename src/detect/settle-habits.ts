import { graver, Level, milder } from '#attack';
import { behavioursAt, dayLength, knownOf, memoryDays, regularly, type Behaviour, type Beside } from '#baselines';
import { grouped, type Text } from '#kernel';
import { regrade, type FindingRow, type FindingTables, type Graded } from '#findings';
import type { Lake } from '#lake';
import { merged } from './hours.ts';
import type { DetectorParts } from './open-detector.ts';
import { excusable } from './regular.ts';
import type { Span } from './sheet.ts';

/**
 * Brings findings of single events down a level where whoever acted does this regularly, and back up where that is no
 * longer so (decision 0029).
 * INVARIANT: how grave a finding is depends on its occurrences and on the habits before the day of the newest, whatever
 * the order of files; looked at are those that the spans and what was learnt in them can change.
 */
export async function settleHabits(spans: readonly Span[], parts: DetectorParts): Promise<void> {
  const { judge, beside } = parts;
  const rules = [...excusable(judge.book)];
  if (beside === undefined || rules.length === 0) return;
  const open = new Map<string, Open>();
  for (const span of merged(spans)) for (const one of await openIn(span, rules, parts)) open.set(one.id, one);
  const all = [...open.values()];
  for (let start = 0; start < all.length; start += atOnce)
    await regrade(await gradesOf(all.slice(start, start + atOnce), parts.lake, beside), parts);
}

type Open = Pick<FindingRow, 'id' | 'first_seen' | 'last_seen'>;

/** Findings that a span, or what is learnt in it, can make milder or not so any more: of those that may come down. */
const openIn = ({ from, to }: Span, rules: readonly string[], { store }: DetectorParts): Promise<Open[]> =>
  store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select(['id', 'first_seen', 'last_seen'])
    .where('rule', 'in', rules)
    .where('last_seen', '>=', from)
    .where('last_seen', '<=', to + memoryDays * dayLength)
    .where((row) => row.or([row('severity', 'in', ['medium', 'high']), row('habit_en', '<>', '')]))
    .execute();

const atOnce = 50;

/** So many events of a finding are looked at, the newest ones. */
const mostEvents = 1000;

async function gradesOf(open: readonly Open[], lake: Lake, { geography }: Beside): Promise<Map<string, Graded>> {
  const judged = await judgedOf(open, lake);
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
async function judgedOf(open: readonly Open[], lake: Lake): Promise<Judged[]> {
  const happened = await lake.rows<{ finding: string; severity: string; milliseconds: string; id: string }>(
    `SELECT finding, severity, toString(toUnixTimestamp64Milli(time)) AS milliseconds, event_id AS id FROM occurrences
     WHERE finding IN {ids:Array(String)} AND time >= fromUnixTimestamp64Milli({from:Int64})
       AND time <= fromUnixTimestamp64Milli({to:Int64})
     ORDER BY time DESC, id LIMIT ${mostEvents} BY finding`,
    {
      ids: open.map(({ id }) => id),
      from: Math.min(...open.map((one) => Number(one.first_seen))),
      to: Math.max(...open.map((one) => Number(one.last_seen))),
    },
  );
  const done = await behavioursAt(
    happened.map(({ milliseconds, id }) => ({ time: Number(milliseconds), id })),
    lake,
  );
  const byFinding = grouped(happened, ({ finding }) => finding);
  return open.flatMap(({ id: finding }) => {
    const events = byFinding.get(finding) ?? [];
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
