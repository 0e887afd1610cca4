import { readdir } from 'node:fs/promises';

/** What loads the modules of a folder, by their names without ending. */
type Modules<T> = Readonly<Record<string, () => Promise<{ default: T }>>>;

/**
 * Loads the default export of every module of a folder, in the order of names: the folder is the registry. `pick`
 * leaves out, by their names without ending, those that nobody asks for. The build reads folders itself, and puts what
 * loads their modules in the place of the address (`scripts/program.config.ts`).
 */
export async function folder<T>(
  place: URL | Modules<T>,
  pick: (names: string[]) => string[] = (names) => names,
): Promise<T[]> {
  const modules = place instanceof URL ? await modulesIn<T>(place) : place;
  const picked = new Set(pick(Object.keys(modules)));
  const wanted = Object.entries(modules).filter(([name]) => picked.has(name));
  return Promise.all(wanted.map(async ([, load]) => (await load()).default));
}

async function modulesIn<T>(url: URL): Promise<Modules<T>> {
  const names = await readdir(url, { recursive: true });
  const files = names.filter((name) => /(?<!\.test|\.contract|\.d)\.[jt]s$/.test(name)).toSorted();
  return Object.fromEntries(files.map((name) => [name.slice(0, -3), () => import(new URL(name, url).href)]));
}
