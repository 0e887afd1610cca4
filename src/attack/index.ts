/**
 * attack: what attackers do. Tactics, techniques, what AWS calls are used for, what follows what,
 * and the form in which a rule explains itself.
 *
 * Invariant: no I/O; texts are handed in and come in English and Japanese.
 * Called by detect, findings and investigate.
 */
export { Guide, Level, levels, phases, ResponseStep } from './guide.ts';
