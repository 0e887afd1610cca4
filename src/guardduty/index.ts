/**
 * guardduty: GuardDuty's own API over findings, rules and lists.
 *
 * Invariant: an unmodified AWS SDK client understands every answer, and nothing in it is made up.
 * Called by main.
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { GuardDutyContext } from './context.ts';

export type { GuardDutyContext } from './context.ts';
export type { Dismissed, Proposal } from './proposal.ts';
export type { Suppression } from './suppression.ts';
export { openGuardDuty, type GuardDuty } from './open-guardduty.ts';
export { sampledType } from './sample-rules.ts';
export { guardDutyMigrations } from './tables.ts';
export const guardDutyOperations = (): Promise<Bindable<GuardDutyContext>[]> =>
  folder(new URL('operations/', import.meta.url));
