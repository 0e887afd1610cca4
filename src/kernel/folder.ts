import { readdir } from 'node:fs/promises';

/** Loads the default export of every module of a folder, in the order of names: the folder is the registry. */
export async function folder<T>(url: URL): Promise<T[]> {
  const names = await readdir(url, { recursive: true });
  const modules = names.filter((name) => /(?<!\.test|\.contract|\.d)\.[jt]s$/.test(name)).toSorted();
  return Promise.all(
    modules.map(async (name) => {
      const module: { default: T } = await import(new URL(name, url).href);
      return module.default;
    }),
  );
}
