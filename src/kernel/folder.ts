import { readdir } from 'node:fs/promises';

/**
 * Loads the default export of every module of a folder, in the order of names: the folder is the registry. `pick`
 * leaves out, by their names without ending, those that nobody asks for.
 */
export async function folder<T>(url: URL, pick: (names: string[]) => string[] = (names) => names): Promise<T[]> {
  const names = await readdir(url, { recursive: true });
  const modules = names.filter((name) => /(?<!\.test|\.contract|\.d)\.[jt]s$/.test(name)).toSorted();
  const files = new Map(modules.map((name) => [name.slice(0, -3), name]));
  return Promise.all(
    pick([...files.keys()]).map(async (name) => {
      // oxlint-disable-next-line typescript/no-unsafe-assignment -- whoever names the folder says what lies there
      const module: { default: T } = await import(new URL(files.get(name) ?? name, url).href);
      return module.default;
    }),
  );
}
