import { setImmediate } from 'node:timers/promises';
import type { Knowledge } from '#attack';
import type { Geography } from '#intel';
import { grouped } from '#kernel';
import type { Lake } from '#lake';
import { dayLength, dayOf, type Behaviour } from './behaviour.ts';
import { sightingsOf } from './gathered.ts';
import { habitRowsOf, type HabitRow } from './habit-rows.ts';
import { daysOf, knownFrom } from './known.ts';
import { behavioursIn, sightingsIn, type CallsInLake, type TimeSpan } from './lake-behaviours.ts';
import { habitsFor, historyOf, keepHabits, keepRates, ratesFor } from './lake-habits.ts';
import type { Material } from './question.ts';
import type { KnownHabits } from './score.ts';
import { countedIn } from './rates.ts';
import { scoreInTurns } from './surprising-calls.ts';

/** What is known beside the logs. */
export interface Beside {
  readonly knowledge: Knowledge;
  readonly geography: Geography;
}

/**
 * Keeps what the calls of whole hours tell of habits. Returns true when anything was not known before: then what came
 * after it may look otherwise.
 */
export async function learn(span: TimeSpan, calls: CallsInLake, { geography }: Beside): Promise<boolean> {
  const behaviours = await behavioursOnce(span, calls);
  if (behaviours.length === 0) return false;
  await setImmediate();
  await keepRates(behaviours, calls.lake);
  const rows: HabitRow[][] = [];
  for (const ofDay of grouped(behaviours, ({ hour }) => dayOf(hour)).values()) {
    rows.push(habitRowsOf(ofDay, geography));
    await setImmediate(); // others have their turn
  }
  return (await keepHabits(rows.flat(), calls.lake)) > 0;
}

/** What is known of whoever made these calls, for judging days within a span. */
export const knownOf = async (behaviours: readonly Behaviour[], span: TimeSpan, lake: Lake): Promise<KnownHabits> =>
  knownFrom(await habitsFor(behaviours, span, lake));

interface Read extends TimeSpan {
  readonly behaviours: readonly Behaviour[];
}

/** What was read last for somebody: whoever has learnt from the calls of a span mostly judges the same ones next. */
const latest = new WeakMap<CallsInLake, Read>();

async function behavioursOnce(span: TimeSpan, calls: CallsInLake): Promise<readonly Behaviour[]> {
  const last = latest.get(calls);
  if (last !== undefined && last.from === span.from && last.to === span.to) return last.behaviours;
  latest.delete(calls); // two spans at once would be too much
  const behaviours = await behavioursIn(span, calls);
  latest.set(calls, { ...span, behaviours });
  return behaviours;
}

/** What the lake holds of the calls of whole hours, for the studies of calls. Their habits must have been learnt. */
export async function callsIn(span: TimeSpan, calls: CallsInLake, beside: Beside): Promise<Material> {
  const behaviours = await behavioursOnce(span, calls);
  const kept = await habitsFor(behaviours, span, calls.lake);
  const rates = await ratesFor(behaviours, span, calls.lake);
  const known = knownFrom(kept);
  const material = { ...beside, behaviours, habits: known, lastSeen: known.lastSeen, rates, sightings: [] };
  await scoreInTurns(material);
  return material;
}

/** What the lake holds of where callers were in a span, and a day before and after it, for the studies of sightings. */
export async function sightedIn(span: TimeSpan, calls: CallsInLake, beside: Beside): Promise<Material> {
  const sightings = await sightingsIn({ from: span.from - dayLength, to: span.to + dayLength }, calls);
  const known = knownFrom(await habitsFor(sightings, span, calls.lake));
  return { ...beside, behaviours: [], habits: known, lastSeen: known.lastSeen, rates: historyOf([]), sightings };
}

/** The same of behaviours that are all at hand. */
export function materialOf(behaviours: readonly Behaviour[], beside: Beside): Material {
  const known = knownFrom(daysOf(habitRowsOf(behaviours, beside.geography)));
  return {
    ...beside,
    behaviours,
    habits: known,
    lastSeen: known.lastSeen,
    rates: historyOf(countedIn(behaviours)),
    sightings: sightingsOf(behaviours),
  };
}
