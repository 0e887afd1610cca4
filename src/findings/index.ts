/**
 * findings: what was claimed and what became of it.
 *
 * Invariant: a finding's count, first and last seen are always those of its occurrences in the lake.
 * Called by detect (to record), investigate and web (to read).
 */
export { Finding, Occurrence, Time } from './finding.ts';
export { Summary } from './summary.ts';
