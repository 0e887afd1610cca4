import { Habits } from './habits.ts';
import type { HabitRow } from './habit-rows.ts';
import type { LastSeen } from './question.ts';
import type { KnownHabits } from './score.ts';
import { dimensions, type Dimension, type Scope } from './traits.ts';

/** Days on which a value of a subject was seen. */
export interface DaysOfHabit extends Omit<HabitRow, 'day'> {
  readonly days: readonly number[];
}

/** Habits by subject, from what is kept of them. Days must be in order. */
export function knownFrom(kept: Iterable<DaysOfHabit>): KnownHabits & { readonly lastSeen: LastSeen } {
  const habits = new Map<string, Habits>();
  const seen = new Map<string, readonly number[]>();
  for (const { scope, subject, dimension, value, days } of kept) {
    if (!isTrait(dimension)) {
      seen.set(dimension === 'key' ? `${subject} ${value}` : `${scope} ${subject}`, days);
      continue;
    }
    const key = keyOf(scope, subject);
    const own = habits.get(key) ?? new Habits();
    habits.set(key, own);
    own.add(dimension, value, days);
  }
  return {
    of: (scope, subject) => habits.get(keyOf(scope, subject)) ?? ownRole(scope, subject, habits),
    lastSeen: { of: (subject) => seen.get(subject) ?? [] },
  };
}

/** A role without people of its own is kept as actor alone. */
const ownRole = (scope: Scope, subject: string, habits: ReadonlyMap<string, Habits>): Habits | undefined =>
  scope === 'role' ? habits.get(keyOf('actor', subject)) : undefined;

const keyOf = (scope: Scope, subject: string): string => `${scope} ${subject}`;

const isTrait = (dimension: string): dimension is Dimension => dimensions.some((one) => one === dimension);

/** Rows, one a day, gathered into days by value. */
export function daysOf(rows: readonly HabitRow[]): DaysOfHabit[] {
  const gathered = new Map<string, DaysOfHabit & { days: number[] }>();
  for (const { day, ...row } of rows.toSorted((a, b) => a.day - b.day)) {
    const key = `${row.scope}\0${row.subject}\0${row.dimension}\0${row.value}`;
    const known = gathered.get(key) ?? { ...row, days: [] };
    gathered.set(key, known);
    if (known.days.at(-1) !== day) known.days.push(day);
  }
  return [...gathered.values()];
}
