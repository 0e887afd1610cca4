/**
 * baselines: what is usual for a caller, a role, an account, and what does not fit.
 *
 * Invariant: what is kept is a set of days and counts made anew, so that late and doubled events change nothing; the
 * same events tell the same, whether the lake is asked or they are at hand.
 * Called by detect.
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { LearningContext } from './learning.ts';

export { memoryDays } from './habits.ts';
export { dayLength, hourLength, type Behaviour, type EventPlace } from './behaviour.ts';
export { behaviourOfCall, Gathered, type CallColumns } from './gathered.ts';
export { behavioursAt, type CallsInLake } from './lake-behaviours.ts';
export { accountsSeen } from './lake-habits.ts';
export { regularly } from './regular.ts';
export { callsIn, knownOf, learn, materialOf, sightedIn, type Beside } from './material.ts';
export type { Material, Noticed, Question } from './question.ts';
export { study, studyNames, type StudyName } from './studies.ts';
export { baselineTables } from './tables.ts';
export type { LearningContext } from './learning.ts';
export const baselineOperations = (): Promise<Bindable<LearningContext>[]> =>
  folder(new URL('operations/', import.meta.url));
