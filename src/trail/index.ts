/**
 * trail: SQL over everything that happened.
 *
 * Invariant: what a user asks is read-only, sees Yagura's own tables alone, and has limits of time, memory and rows.
 * Called by web and cli (operations).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { TrailContext } from './context.ts';

export type { TrailContext } from './context.ts';
export const trailOperations = (): Promise<Bindable<TrailContext>[]> => folder(new URL('operations/', import.meta.url));
