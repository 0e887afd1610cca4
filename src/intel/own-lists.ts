import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { contentFolder, yamlFiles } from '#kernel';
import { Catalogue, type ListInfo } from './catalogue.ts';
import { categories, kindOf } from './category.ts';
import { entryOf, type Entry } from './entry.ts';

/** A list that comes with Yagura: one file in content/lists. */
const OwnList = z.strictObject({
  name: z.string().min(1),
  category: z.enum(categories),
  /** The day on which somebody looked last. */
  date: z.iso.date(),
  /** What stands on it, where the facts come from, and how it ages. */
  about: z.string().min(1),
  entries: z.array(z.string()).min(1),
});

export interface CompiledList {
  readonly list: ListInfo;
  /** The day of its content. */
  readonly date: string;
  readonly about: string;
  readonly entries: readonly Entry[];
}

let read: Promise<readonly CompiledList[]> | undefined;

/** The lists that come with Yagura; read once. Throws for an entry that is no address, range or domain. */
export const ownLists = (): Promise<readonly CompiledList[]> => (read ??= readOwn());

/** They alone, to look something up where there is no store with lists of people. */
export const ownCatalogue = async (): Promise<Catalogue> => new Catalogue(await ownLists());

async function readOwn(): Promise<CompiledList[]> {
  const files = await yamlFiles(join(contentFolder, 'lists'));
  return files.map(({ file, text }) => {
    const { name, category, date, about, entries } = OwnList.parse(parse(text, { schema: 'failsafe' }));
    return {
      list: { id: `own ${name}`, name, kind: kindOf(category), category, account: '', region: '' },
      date,
      about,
      entries: entries.map((line) => entryOf(line) ?? wrong(line, file)),
    };
  });
}

function wrong(line: string, file: string): never {
  throw new TypeError(`${file}: "${line}" is no address, range or domain.`);
}
