/**
 * findings: what was claimed and what became of it.
 *
 * Invariant: a finding's count, first and last seen are always those of its occurrences in the lake.
 * Called by detect (to record), investigate and web (to read).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { FindingsContext } from './record.ts';
import type { SummaryContext } from './summarise.ts';

export { alerts, alertSpansOf, measuredOf, rulesAlerted, type AlertScope } from './alerts.ts';
export { eventKeyOf, findingIdOf, type Claim } from './claim.ts';
export type { Condition } from './conditions.ts';
export { confidenceOf } from './confidence.ts';
export { contextOf } from './context.ts';
export type { Counted, Counting } from './count-values.ts';
export { Finding, Occurrence, Time, type Verdict } from './finding.ts';
export { historyOf, type Change } from './history.ts';
export type { Note } from './notes.ts';
export { latestChange } from './latest-change.ts';
export { occurrencesOf } from './occurrences.ts';
export { findingSeen, ownAccount } from './own-account.ts';
export type { Place, Sought } from './place.ts';
export { keepOccurrences, record, type FindingsContext } from './record.ts';
export { regrade, type Graded } from './regrade.ts';
export { restate, type Alert } from './restate.ts';
export { gradedByRoutine } from './routine.ts';
export type { Ranked } from './rank.ts';
export { judgedOf, noTally, ruleTallies, RuleTally, type Judged } from './rule-tallies.ts';
export { findingById, Search, SearchResult, type Order, type Restriction } from './search.ts';
export { findingOf } from './row.ts';
export { isSequence } from './sequence.ts';
export { Step, stepsOf } from './steps.ts';
export { summarise, type SummaryContext } from './summarise.ts';
export { Summary } from './summary.ts';
export { findingMigrations } from './migrations.ts';
export { findingChanges, occurrences, type FindingRow, type FindingTables } from './tables.ts';
export { update } from './update.ts';
export { recount, withdraw } from './withdraw.ts';
export const findingOperations = (): Promise<Bindable<FindingsContext & SummaryContext>[]> =>
  folder(new URL('operations/', import.meta.url));
