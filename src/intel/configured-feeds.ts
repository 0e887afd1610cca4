import { Fault } from '#kernel';
import { categories } from './category.ts';
import type { Feed } from './feeds.ts';

/** A feed as the configuration writes it. */
export type GivenFeed = Omit<Feed, 'category'> & { readonly category: string };

/** Feeds of the configuration. Throws `BadConfig` for a category or a format that there is none of, and for a name twice. */
export function configuredFeeds(given: readonly GivenFeed[], formats: readonly string[]): Feed[] {
  return given.map((feed, at) => {
    const category = categories.find((one) => one === feed.category);
    if (category === undefined) throw wrong(feed, `there is no category ${feed.category}`, categories);
    if (!formats.includes(feed.format)) throw wrong(feed, `there is no format ${feed.format}`, formats);
    if (given.findIndex(({ name }) => name === feed.name) < at) throw wrong(feed, 'there are two of that name', []);
    return { ...feed, category };
  });
}

function wrong({ name }: GivenFeed, why: string, known: readonly string[]): Fault {
  const remedy = known.length === 0 ? 'Give each its own.' : `Take one of: ${known.join(', ')}.`;
  return new Fault('BadConfig', `The feed "${name}" of intel.feeds cannot be used: ${why}. ${remedy}`);
}
