import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { contentFolder, kept, yamlFiles, type Text, type TextFile } from '#kernel';
import { Catalogue, type ListInfo } from './catalogue.ts';
import { categories, kindOf } from './category.ts';
import { entryOf, type Entry } from './entry.ts';
import { ownFeeds } from './own-feeds.ts';

/** A list that comes with Yagura: one file in content/lists. */
const OwnList = z.strictObject({
  name: z.string().min(1),
  /** Its name in Japanese. */
  ja: z.string().min(1),
  category: z.enum(categories),
  /** The day on which somebody looked last. */
  date: z.iso.date(),
  /** What stands on it, where the facts come from, and how it ages. */
  about: z.string().min(1),
  entries: z.array(z.string()).min(1),
});

export interface CompiledList {
  readonly list: ListInfo;
  /** What people read; `list.name` is the same in English. */
  readonly title: Text;
  /** The day of its content. */
  readonly date: string;
  readonly about: string;
  readonly entries: readonly Entry[];
}

let read: Promise<readonly CompiledList[]> | undefined;

/** The lists that come with Yagura; read once. Throws for an entry that is no address, range or domain. */
export const ownLists = (): Promise<readonly CompiledList[]> => (read ??= readOwn());

/** How lists that come with Yagura, and feeds that it knows, are called, by their names; those of people have theirs alone. */
export const listTitles = async (): Promise<ReadonlyMap<string, Text>> =>
  new Map([
    ...(await ownLists()).map(({ list, title }) => [list.name, title] as const),
    ...ownFeeds.map(({ name, ja }) => [name, { en: name, ja }] as const),
  ]);

/** A list that people gave has one name in every language. */
export const titleIn = (titles: ReadonlyMap<string, Text>, name: string): Text =>
  titles.get(name) ?? { en: name, ja: name };

/** They alone, to look something up where there is no store with lists of people. */
export const ownCatalogue = async (): Promise<Catalogue> => new Catalogue(await ownLists());

async function readOwn(): Promise<CompiledList[]> {
  const written = await kept(readLists, await yamlFiles(listContent.folder), listContent.kept);
  return written.map(({ file, name, ja, category, date, about, entries }) => ({
    list: { id: `own ${name}`, name, kind: kindOf(category), category, account: '', region: '' },
    title: { en: name, ja },
    date,
    about,
    entries: entries.map((line) => entryOf(line) ?? wrong(line, file)),
  }));
}

/** What comes with Yagura: where it is written, and where the build keeps it as it is once it has been read. */
export const listContent = {
  folder: join(contentFolder, 'lists'),
  kept: join(contentFolder, '../dist/lists.json'),
} as const;

/** The lists as they are written, each with its file. */
export const readLists = (files: readonly TextFile[]) =>
  files.map(({ file, text }) => ({ file, ...OwnList.parse(parse(text, { schema: 'failsafe' })) }));

function wrong(line: string, file: string): never {
  throw new TypeError(`${file}: "${line}" is no address, range or domain.`);
}
