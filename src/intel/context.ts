import type { Feeds } from './feeds.ts';
import type { Lists } from './lists.ts';

/** What the operations on lists are answered with. */
export interface IntelContext {
  readonly lists: Lists;
  readonly feeds: Feeds;
}
