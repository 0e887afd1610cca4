/**
 * attack: what attackers do. Tactics, techniques, what AWS calls are used for, what follows what,
 * and the form in which a rule explains itself.
 *
 * Invariant: no I/O; texts are handed in and come in English and Japanese. Nothing that stands in an
 * event becomes part of a command when a response is filled in.
 * Called by detect, findings and investigate.
 */
export { callName } from './call-name.ts';
export { callerName, permissionSetOf } from './caller-name.ts';
export { fieldInWords, placeInWords } from './field-words.ts';
export { fill, lacking, placesOf } from './fill.ts';
export { graver, Guide, Level, levels, milder, phases, ResponseStep } from './guide.ts';
export type { NextStep, Tactic, Technique } from './entries.ts';
export { knowledge, knowledgeFiles, knowledgeOf, type ApiNote, type Knowledge } from './knowledge.ts';
export { partitionOf } from './partition-of.ts';
export type { Position } from './next-steps.ts';
export { identityProviderName, webIdentityName } from './web-identity.ts';
export type { KnowledgeProblem } from './read-file.ts';
