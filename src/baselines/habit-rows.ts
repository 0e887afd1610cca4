import type { Geography } from '#intel';
import { actorOf, dayLength, dayOf, hourLength, type Behaviour } from './behaviour.ts';
import { dimensions, magnitude, scopes, subjectsOf, traitsOf, type Dimension, type Scope } from './traits.ts';

/** Dimensions that only tell when a subject, or a key of it, was last seen; they are remembered for long. */
export type PresenceDimension = 'active' | 'key';

/** One row of the table of habits; `day` counts from 1970. */
export interface HabitRow {
  readonly day: number;
  readonly scope: Scope;
  readonly subject: string;
  readonly dimension: Dimension | PresenceDimension;
  readonly value: string;
}

/** What behaviours tell of habits, each once. */
export function habitRowsOf(behaviours: readonly Behaviour[], geography: Geography): HabitRow[] {
  const rows = new Map<string, HabitRow>();
  for (const behaviour of distinct(behaviours))
    for (const row of [...habitsIn(behaviour, geography), ...presenceIn(behaviour)]) {
      const key = `${row.day}\0${row.scope}\0${row.subject}\0${row.dimension}\0${row.value}`;
      if (!rows.has(key)) rows.set(key, row);
    }
  return [...rows.values()];
}

/** Of behaviours that tell the same of the same day one: the hours of a day mostly do. */
function distinct(behaviours: readonly Behaviour[]): Iterable<Behaviour> {
  const seen = new Map<string, Behaviour>();
  for (const one of behaviours) {
    const [day, third] = [dayOf(one.hour), Math.floor(one.hour / (3 * hourLength))];
    const caller = `${one.account} ${one.principal} ${one.session} ${one.accessKey} ${one.address} ${one.agent}`;
    const deed = `${one.service} ${one.action} ${one.region} ${one.bucket} ${one.error} ${magnitude(one.calls)}`;
    seen.set(`${day} ${third} ${caller} ${deed}`, one);
  }
  return seen.values();
}

/** Fewer calls an hour than this (2 to this power) are no amount to remember. */
const leastMagnitude = 4;

function habitsIn(behaviour: Behaviour, geography: Geography): HabitRow[] {
  const [traits, subjects, day] = [traitsOf(behaviour, geography), subjectsOf(behaviour), dayOf(behaviour.hour)];
  const told = dimensions.filter((dimension) => dimension !== 'amount' || magnitude(behaviour.calls) >= leastMagnitude);
  return scopesOf(behaviour).flatMap((scope) =>
    told.flatMap((dimension) => {
      const value = traits[dimension];
      return value === undefined ? [] : [{ day, scope, subject: subjects[scope], dimension, value }];
    }),
  );
}

/** Where nobody but the role itself acts, the role is the actor. */
const scopesOf = (behaviour: Behaviour): readonly Scope[] =>
  actorOf(behaviour) === behaviour.principal ? scopes.filter((scope) => scope !== 'role') : scopes;

function presenceIn(behaviour: Behaviour): HabitRow[] {
  const shared = { day: dayOf(behaviour.hour), scope: 'actor', subject: subjectsOf(behaviour).actor } as const;
  const key = behaviour.accessKey;
  return [
    { ...shared, dimension: 'active', value: '' },
    ...(key.startsWith('AKIA') ? [{ ...shared, dimension: 'key', value: key } as const] : []),
    { day: shared.day, scope: 'account', subject: behaviour.account, dimension: 'active', value: '' },
  ];
}

/** Beginning of a day in milliseconds since 1970. */
export const timeOfDay = (day: number): number => day * dayLength;
