import type { Geography } from '#intel';
import { actorOf, dayLength, dayOf, hourLength, type Behaviour } from './behaviour.ts';
import {
  dimensions,
  magnitude,
  scopes,
  subjectsOf,
  traitsOf,
  type Dimension,
  type Scope,
  type Traits,
} from './traits.ts';

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
  const books = new Map<string, Book>();
  for (const behaviour of distinct(behaviours)) {
    const entries = Object.entries(toldOf(behaviour, geography));
    for (const book of booksOf(behaviour, books))
      for (const [dimension, value] of entries) write(book, dimension, value);
    notePresence(behaviour, books);
  }
  return [...books.values()].flatMap(rowsOf);
}

/** What is known of one subject on one day: values by dimension. */
interface Book extends Pick<HabitRow, 'day' | 'scope' | 'subject'> {
  readonly values: Map<string, Set<string>>;
}

function bookOf(day: number, scope: Scope, subject: string, books: Map<string, Book>): Book {
  const key = `${day} ${scope} ${subject}`;
  const book = books.get(key) ?? { day, scope, subject, values: new Map<string, Set<string>>() };
  books.set(key, book);
  return book;
}

function write({ values }: Book, dimension: string, value: string): void {
  const known = values.get(dimension);
  if (known === undefined) values.set(dimension, new Set([value]));
  else known.add(value);
}

const rowsOf = ({ day, scope, subject, values }: Book): HabitRow[] =>
  kept.flatMap((dimension) =>
    [...(values.get(dimension) ?? [])].map((value) => ({ day, scope, subject, dimension, value })),
  );

const kept = [...dimensions, 'active', 'key'] as const;

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

/** The traits that are remembered. */
function toldOf(behaviour: Behaviour, geography: Geography): Traits {
  const { amount, ...traits } = traitsOf(behaviour, geography);
  return amount === undefined || magnitude(behaviour.calls) < leastMagnitude ? traits : { ...traits, amount };
}

function booksOf(behaviour: Behaviour, books: Map<string, Book>): Book[] {
  const [subjects, day] = [subjectsOf(behaviour), dayOf(behaviour.hour)];
  return scopesOf(behaviour).map((scope) => bookOf(day, scope, subjects[scope], books));
}

/** Where nobody but the role itself acts, the role is the actor. */
const scopesOf = (behaviour: Behaviour): readonly Scope[] =>
  actorOf(behaviour) === behaviour.principal ? scopes.filter((scope) => scope !== 'role') : scopes;

function notePresence(behaviour: Behaviour, books: Map<string, Book>): void {
  const day = dayOf(behaviour.hour);
  const actor = bookOf(day, 'actor', subjectsOf(behaviour).actor, books);
  write(actor, 'active', '');
  if (behaviour.accessKey.startsWith('AKIA')) write(actor, 'key', behaviour.accessKey);
  write(bookOf(day, 'account', behaviour.account, books), 'active', '');
}

/** Beginning of a day in milliseconds since 1970. */
export const timeOfDay = (day: number): number => day * dayLength;
