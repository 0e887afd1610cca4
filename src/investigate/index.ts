/**
 * investigate: from a finding to its five answers. Who, through which chain of credentials; why it matters
 * here; how it shows; what comes next; what to do.
 *
 * Invariant: every finding has all five, in English and Japanese, also from rules that explain nothing.
 * Called by web (operations) and cli (detect).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { InvestigateContext } from './operations/GetFinding.ts';

export { actorOf } from './actor.ts';
export { Answers } from './answers.ts';
export { explain, type Explaining } from './explain.ts';
export { levelNames } from './severity.ts';
export { lakeSurroundings, noSurroundings, type Surroundings } from './surroundings.ts';
export type { InvestigateContext } from './operations/GetFinding.ts';
export const investigateOperations = (): Promise<Bindable<InvestigateContext>[]> =>
  folder(new URL('operations/', import.meta.url));
