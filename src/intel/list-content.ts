import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '#kernel';
import { fetchLocation, type Reach } from './fetch-location.ts';
import type { Fetched } from './over-http.ts';
import type { ListRow } from './list-tables.ts';

/** What lists hold, as it came: a file each, by the id of its list. */
export class ListContent {
  readonly #folder: string;
  readonly #reach: Reach;

  /** `folder`: it is there. */
  constructor(folder: string, reach: Reach) {
    this.#folder = folder;
    this.#reach = reach;
  }

  /** Nothing where there is none: it was never fetched, or by another node. */
  here(id: string): Promise<Buffer | undefined> {
    return readFile(this.#fileOf(id)).catch(() => undefined);
  }

  /** The newest of a list: what is here already, where its server says that nothing is new. It is not kept yet. */
  async fetch(row: ListRow): Promise<Required<Fetched>> {
    const here = await this.here(row.id);
    const seen = here === undefined ? '' : seenOf(row);
    const { bytes = here ?? Buffer.alloc(0), version } = await fetchLocation(row.location, this.#reach, seen);
    return { bytes, version: version === '' ? '' : `${row.location} ${version}` };
  }

  /** Whole or not at all. */
  async keep(id: string, bytes: Buffer): Promise<void> {
    const draft = `${this.#fileOf(id)}.${randomId()}`;
    await writeFile(draft, bytes, { mode: 0o600, flush: true });
    await rename(draft, this.#fileOf(id));
  }

  remove(id: string): Promise<void> {
    return rm(this.#fileOf(id), { force: true });
  }

  #fileOf(id: string): string {
    return join(this.#folder, id);
  }
}

/** What the server called the content that is here, if that came from the same place. */
const seenOf = ({ location, version }: ListRow): string =>
  version.startsWith(`${location} `) ? version.slice(location.length + 1) : '';
