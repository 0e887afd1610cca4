import { kindOf } from './category.ts';
import type { Feed, Feeds } from './feeds.ts';
import { problemOf, type ListRow } from './list-tables.ts';
import type { Lists } from './lists.ts';
import { listTitles, ownLists, titleIn, type CompiledList } from './own-lists.ts';

/** Every list as people are shown it; feeds that were never fetched too. */
export async function shownLists(lists: Lists, feeds: Feeds) {
  const rows = await lists.everyOne();
  const fetched = new Set(rows.filter(({ sort }) => sort === 'feed').map(({ name }) => name));
  const waiting = feeds.all.filter(({ name }) => !fetched.has(name)).map(unfetched);
  const titles = await listTitles();
  return [...(await ownLists()).map(ownShown), ...rows.map(shown), ...waiting].map((one) => ({
    ...one,
    title: titleIn(titles, one.name),
  }));
}

const everywhere = { account: '', region: '', problem: undefined };

const ownShown = ({ list: { name, kind, category }, date, entries }: CompiledList) => ({
  ...everywhere,
  name,
  kind,
  category,
  from: 'yagura' as const,
  entries: entries.length,
  inForce: true,
  date,
});

const unfetched = ({ name, category }: Feed) => ({
  ...everywhere,
  name,
  kind: kindOf(category),
  category,
  from: 'feed' as const,
  entries: 0,
  inForce: false,
  date: '',
});

const kinds = ['trusted', 'threat', 'known'] as const;

const shown = (row: ListRow) => ({
  name: row.name,
  from: row.sort === 'feed' ? ('feed' as const) : ('people' as const),
  kind: kinds.find((kind) => kind === row.kind) ?? ('threat' as const),
  category: row.category,
  account: row.account,
  region: row.region,
  entries: Number(row.entries),
  inForce: row.in_force === 1,
  date: Number(row.fetched_at) === 0 ? '' : new Date(Number(row.fetched_at)).toISOString().slice(0, 10),
  problem: problemOf(row),
});
