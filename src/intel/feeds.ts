import { stableId, type Clock, type Text } from '#kernel';
import { kindOf, type Category } from './category.ts';
import { problemOf, type ListRow } from './list-tables.ts';
import type { Lists } from './lists.ts';
import { ownFeeds } from './own-feeds.ts';

/** A list that somebody publishes and renews. */
export interface Feed {
  readonly name: string;
  readonly location: string;
  readonly format: string;
  readonly category: Category;
  /** Hours between two looks. */
  readonly hours: number;
}

/** What became of a feed: how many entries are in force, and why it could not be renewed if it could not. */
export interface FeedState {
  readonly name: string;
  readonly entries: number;
  readonly problem?: Text | undefined;
}

const hour = 3_600_000;
/** The first wait after a failure; each further one doubles it, up to the feed's own hours. */
const firstWait = hour / 4;
/** Content that could not be renewed for so long tells of the past. */
const oldest = 30 * 24 * hour;

/**
 * Feeds, renewed.
 * INVARIANT: one that is down, too large, malformed or leads into one's own networks leaves its old content in force
 * and says why; after 30 days it is put out of force.
 */
export class Feeds {
  readonly #lists: Lists;
  readonly #clock: Clock;
  readonly #configured: readonly Feed[];

  /** `configured`: those of the configuration; one with the name of one of Yagura's own takes its place. */
  constructor(lists: Lists, configured: readonly Feed[], clock: Clock) {
    this.#lists = lists;
    this.#configured = configured;
    this.#clock = clock;
  }

  get all(): readonly Feed[] {
    const named = new Set(this.#configured.map(({ name }) => name));
    return [...this.#configured, ...ownFeeds.filter(({ name }) => !named.has(name))];
  }

  /** Fetches feeds now: all, or those with these names. */
  async update(names?: readonly string[]): Promise<FeedState[]> {
    const wanted = this.all.filter(({ name }) => names === undefined || names.includes(name));
    const states: FeedState[] = [];
    for (const feed of wanted) states.push(await this.#fetch(feed));
    return states;
  }

  /** Fetches what is due: feeds of the configuration, and those of Yagura's own that somebody fetched before. */
  async refresh(): Promise<void> {
    const rows = await this.#rows();
    for (const feed of this.all) {
      const row = rows.get(idOf(feed));
      if (row === undefined && !this.#configured.includes(feed)) continue;
      if (row !== undefined && this.#now() < dueAt(row, feed)) continue;
      await this.#fetch(feed);
      await this.#putOut(feed);
    }
  }

  async #fetch(feed: Feed): Promise<FeedState> {
    const { name, location, format, category } = feed;
    const id = idOf(feed);
    const place = { account: '', region: '', sort: 'feed', bucket_owner: '' };
    await this.#lists.add({ id, ...place, kind: kindOf(category), name, format, location, category }, false);
    await this.#lists.change(id, { location, format, category, kind: kindOf(category), active: true });
    await this.#lists.settled();
    const row = await this.#lists.find(id);
    return { name, entries: row?.in_force === 1 ? row.entries : 0, problem: row && problemOf(row) };
  }

  async #putOut(feed: Feed): Promise<void> {
    const row = await this.#lists.find(idOf(feed));
    if (row?.in_force === 1 && row.failures > 0 && row.fetched_at < this.#now() - oldest)
      await this.#lists.change(row.id, { active: false });
  }

  async #rows(): Promise<ReadonlyMap<string, ListRow>> {
    const rows = await this.#lists.all({ account: '', region: '', sort: 'feed' });
    return new Map(rows.map((row) => [row.id, row]));
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

const idOf = ({ name }: Feed): string => stableId('feed', name);

/** Milliseconds since 1970 at which a feed is to be fetched again. */
export function dueAt(
  { failures, fetched_at: fetched, updated_at: tried, retry_at: retry }: ListRow,
  { hours }: Feed,
): number {
  if (failures === 0) return fetched + hours * hour;
  return Math.max(Number(retry), tried + Math.min(hours * hour, firstWait * 2 ** (failures - 1)));
}
