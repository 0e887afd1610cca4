/**
 * trail: everything that happened, searched and counted, and SQL over it.
 *
 * Invariant: what a user asks is read-only, sees Yagura's own tables alone, and has limits of time, memory and rows.
 * Called by web and cli (operations).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { TrailContext } from './context.ts';

export type { Asked, EventCondition } from './asking.ts';
export type { TrailContext } from './context.ts';
export type { EventCounts } from './count-events.ts';
export type { EventLine, EventPage, EventSearch } from './search-events.ts';
export const trailOperations = (): Promise<Bindable<TrailContext>[]> => folder(new URL('operations/', import.meta.url));
