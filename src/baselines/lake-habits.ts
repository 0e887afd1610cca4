import { grouped } from '#kernel';
import type { Lake } from '#lake';
import { dayLength, dayOf, type Behaviour } from './behaviour.ts';
import { timeOfDay, type HabitRow } from './habit-rows.ts';
import { memoryDays } from './habits.ts';
import type { DaysOfHabit } from './known.ts';
import type { HourCount, RateHistory } from './question.ts';
import { countedIn, rateDays } from './rates.ts';
import { habitDays, habitTable, rateTable } from './tables.ts';
import { subjectsOf, type Scope } from './traits.ts';
import type { TimeSpan } from './lake-behaviours.ts';

/** How many days back it is known when somebody was seen last. */
const presenceDays = 400;

/** Keeps what is not kept yet. Returns whose habits that changed: the accounts, and where only they changed the actors. */
export async function keepHabits(rows: readonly HabitRow[], lake: Lake): Promise<number> {
  const version = 1;
  return lake.appendNew(
    habitTable,
    rows.map(({ day, ...row }) => ({ time: timeOfDay(day), ...row, version })),
    ['time', 'scope', 'subject', 'dimension', 'value'],
  );
}

/** Counts the calls of whole hours anew. */
export async function keepRates(behaviours: readonly Behaviour[], lake: Lake): Promise<void> {
  await lake.append(
    rateTable,
    countedIn(behaviours).map(({ key, hour, calls, errors }) => {
      const [account = '', region = '', action = ''] = key.split('\0');
      return { time: hour, account, region, action, calls, errors };
    }),
  );
}

/** The accounts whose logs were read: they are one's own. */
export async function accountsSeen(lake: Lake): Promise<ReadonlySet<string>> {
  const rows = await lake.rows<{ account: string }>(
    `SELECT subject AS account FROM habits WHERE scope = 'account' AND dimension = 'active' GROUP BY subject`,
  );
  return new Set(rows.map(({ account }) => account));
}

/** What is known of everybody who acts in these behaviours, of their accounts and of all accounts, before the span ends. */
export async function habitsFor(
  behaviours: readonly Behaviour[],
  { from, to }: TimeSpan,
  lake: Lake,
): Promise<DaysOfHabit[]> {
  if (behaviours.length === 0) return [];
  const rows = await lake.rows<KeptRow>(
    `SELECT scope, subject, dimension, value, arraySort(arrayFilter(
         day -> day < {until:UInt32} AND day >= if(dimension IN ('active', 'key'), {longAgo:UInt32}, {since:UInt32}), seen)) AS days
     FROM (SELECT scope, subject, dimension, value, ${habitDays} AS seen FROM habits
       WHERE scope = 'organisation' OR scope = 'account' AND subject IN {accounts:Array(String)}
         OR scope IN ('actor', 'role') AND subject IN (SELECT arrayJoin({subjects:Array(String)}))
       GROUP BY scope, subject, dimension, value)
     WHERE notEmpty(days)`,
    {
      ...subjectsIn(behaviours),
      since: dayOf(from) - memoryDays,
      longAgo: dayOf(from) - presenceDays,
      until: Math.ceil(to / dayLength),
    },
  );
  return rows.map((row) => ({ ...row, days: row.days.map(Number) }));
}

interface KeptRow extends DaysOfHabit {
  readonly scope: Scope;
}

function subjectsIn(behaviours: readonly Behaviour[]): { accounts: string[]; subjects: string[] } {
  const all = behaviours.map(subjectsOf);
  return {
    accounts: [...new Set(all.map(({ account }) => account))],
    subjects: [...new Set(all.flatMap(({ actor, role }) => [actor, role]))],
  };
}

/** Kinds of calls that are many in an hour, and the hours before in which they were made too. */
export async function ratesFor(
  behaviours: readonly Behaviour[],
  { from, to }: TimeSpan,
  lake: Lake,
): Promise<RateHistory> {
  const many = countedIn(behaviours).filter(({ calls, errors }) => calls >= worthCounting || errors >= worthCounting);
  if (many.length === 0) return { of: () => [] };
  const rows = await lake.rows<HourCount & { key: string }>(
    `SELECT concat(account, '\\0', region, '\\0', action) AS key, toUnixTimestamp(time) * 1000 AS hour,
       max(r.calls) AS calls, max(r.errors) AS errors
     FROM call_rates AS r WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
       AND key IN {keys:Array(String)} GROUP BY key, time ORDER BY key, time`,
    { from: from - rateDays * dayLength, to, keys: [...new Set(many.map(({ key }) => key))] },
  );
  return historyOf(
    rows.map((row) => ({ ...row, hour: Number(row.hour), calls: Number(row.calls), errors: Number(row.errors) })),
  );
}

/** Fewer in an hour are no rate that anybody looks at. */
const worthCounting = 20;

/** Counts by key. */
export function historyOf(counts: readonly (HourCount & { readonly key: string })[]): RateHistory {
  const byKey = grouped(counts, ({ key }) => key);
  return { of: (key) => byKey.get(key) ?? [] };
}
