import type { Anomaly } from './anomaly.ts';
import type { Text } from '#kernel';
import type { Geography } from '#intel';
import type { Knowledge } from '#attack';
import type { Behaviour, EventPlace } from './behaviour.ts';
import type { KnownHabits } from './score.ts';

/** What a question of a rule's file decides by: its subject, and its thresholds by name. */
export interface Question {
  /** Which of the answers of one study it wants, such as `persistence`. */
  readonly about: string;
  threshold(name: string): number;
}

/** What there is to look at for one span of time. */
export interface Material {
  /** What was done in the span, in the order of time. */
  readonly behaviours: readonly Behaviour[];
  readonly habits: KnownHabits;
  /** Where callers were seen in the span and a day before and after it, in the order of time. */
  readonly sightings: readonly Behaviour[];
  readonly rates: RateHistory;
  readonly lastSeen: LastSeen;
  readonly knowledge: Knowledge;
  readonly geography: Geography;
}

/** Calls of one kind in hours before; milliseconds since 1970. */
export interface HourCount {
  readonly hour: number;
  readonly calls: number;
  readonly errors: number;
}

export interface RateHistory {
  /** Hours with calls of this key (see `rateKey`) and, with '' for a key, of the account as a whole. */
  of(key: string): readonly HourCount[];
}

export interface LastSeen {
  /** Days (since 1970) on which an actor, or a key, was seen; also long ago. */
  of(subject: string): readonly number[];
}

/** What a study noticed: it becomes one finding with what others of the same rule noticed of the same subject. */
export interface Noticed {
  /** From when to when; milliseconds since 1970. */
  readonly time: number;
  readonly until: number;
  readonly subject: string;
  readonly principal: string;
  readonly account: string;
  readonly region: string;
  readonly resource: string;
  /** False when the evidence is just enough: then the finding is one level lower. */
  readonly sure: boolean;
  readonly evidence: readonly EventPlace[];
  readonly measured: Text;
  /** What of it did not fit, where habits were compared. */
  readonly anomaly?: Anomaly | undefined;
}

/** A question about many events that is answered here and not in SQL. */
export type Study = (question: Question, material: Material) => Noticed[];
