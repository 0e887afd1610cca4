/**
 * intel: what is known of addresses and domains: countries and networks, threat lists, clouds.
 *
 * Invariant: a list that cannot be read leaves the old one in force.
 * Called by detect (`lists.addressIn`, `lists.domainIn`), investigate and guardduty.
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { IntelContext } from './context.ts';

export type { IntelContext } from './context.ts';
export { configuredFeeds } from './configured-feeds.ts';
export { kilometresBetween, nowhere, openGeography, type Geography, type Place } from './geography.ts';
export { Catalogue, type ListInfo, type Lookup, type Match } from './catalogue.ts';
export { categories, kindOf, type Category } from './category.ts';
export { entryOf, type Entry } from './entry.ts';
export { intelMigrations, type ListRow } from './list-tables.ts';
export { Feeds } from './feeds.ts';
export { Lists } from './lists.ts';
export { listContent, listTitles, ownCatalogue, readLists } from './own-lists.ts';
export const intelOperations = (): Promise<Bindable<IntelContext>[]> => folder(new URL('operations/', import.meta.url));
