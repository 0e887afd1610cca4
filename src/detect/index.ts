/**
 * detect: events x rules -> findings. What one event tells is judged while it streams in;
 * what only many events tell is asked of the lake.
 *
 * Invariant: judging the same event again changes nothing.
 * Called by ingest (while events arrive) and cli (detect without a server).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { DetectContext } from './context.ts';

export { looksAtMany, openBook, type Claimed, type RuleBook } from './book.ts';
export type { Claim, Delivered, Detector, Imported } from './detector.ts';
export { foundIn, type Hit } from './found.ts';
export type { Found } from './joined-claims.ts';
export { readRules, type ReadRules } from './read-rules.ts';
export { openJudge, type Judge } from './judge.ts';
export type { DetectContext } from './context.ts';
export { openDetector } from './open-detector.ts';
export { RulesInForce } from './in-force.ts';

export type { EventFields } from './event-fields.ts';
export type { Preview } from './preview.ts';
export type { RuleDetail } from './operations/GetRule.ts';
export type { RuleLine } from './operations/ListRules.ts';
export { testRules, type RuleOutcome } from './rule-tests.ts';
export { BaselineMemory } from './baseline-memory.ts';
export { testBaselines } from './baseline-tests.ts';
export { speaksOfStranger } from './deed.ts';
export { testSequences } from './sequence-tests.ts';
export { testClaimed } from './test-claimed.ts';
export { TestsApart } from './tests-apart.ts';
export { Scratch } from './scratch.ts';
export { detectMigrations } from './tables.ts';
export type { ThreatLists } from './threat-lists.ts';
export { windowTables } from './window-tables.ts';
export { eventsOfTest, testWindows } from './window-tests.ts';
export type { Window } from './window.ts';
export const detectOperations = (): Promise<Bindable<DetectContext>[]> =>
  folder(new URL('operations/', import.meta.url));
