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

export { eventKeyOf, findingIdOf, type Claim } from './claim.ts';
export { Finding, Occurrence, Time } from './finding.ts';
export { occurrencesOf } from './occurrences.ts';
export { record, type FindingsContext } from './record.ts';
export { findingById, Search, SearchResult } from './search.ts';
export { summarise, type SummaryContext } from './summarise.ts';
export { Summary } from './summary.ts';
export { findingChanges, findingMigrations, occurrences } from './tables.ts';
export const findingOperations = (): Promise<Bindable<FindingsContext & SummaryContext>[]> =>
  folder(new URL('operations/', import.meta.url));
