import { Fault, type Text } from '#kernel';
import { categories } from './category.ts';
import type { Feed } from './feeds.ts';

/** A feed as the configuration writes it. */
export type GivenFeed = Omit<Feed, 'category'> & { readonly category: string };

/** Feeds of the configuration. Throws `BadConfig` for a category or a format that there is none of, and for a name twice. */
export function configuredFeeds(given: readonly GivenFeed[], formats: readonly string[]): Feed[] {
  return given.map((feed, at) => {
    const category = categories.find((one) => one === feed.category);
    if (category === undefined) throw wrong(feed, absent('category', '分類', feed.category), categories);
    if (!formats.includes(feed.format)) throw wrong(feed, absent('format', '形式', feed.format), formats);
    if (given.findIndex(({ name }) => name === feed.name) < at) throw wrong(feed, twice, []);
    return { ...feed, category };
  });
}

const twice: Text = { en: 'there are two of that name', ja: '同じ名前のフィードが 2 つあります' };
const absent = (en: string, ja: string, value: string): Text => ({
  en: `there is no ${en} ${value}`,
  ja: `${ja} ${value} はありません`,
});

function wrong({ name }: GivenFeed, why: Text, known: readonly string[]): Fault {
  const some = known.join(', ');
  const remedy =
    known.length === 0
      ? { en: 'Give each its own.', ja: '別々の名前にしてください。' }
      : { en: `Take one of: ${some}.`, ja: `使えるのは ${some} です。` };
  return new Fault('BadConfig', {
    en: `The feed "${name}" of intel.feeds cannot be used: ${why.en}. ${remedy.en}`,
    ja: `intel.feeds のフィード "${name}" は使えません。${why.ja}。${remedy.ja}`,
  });
}
