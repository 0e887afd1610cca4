import { mkdir } from 'node:fs/promises';
import { Fault, folder, sentenceOf, stableId, textOf, type Clock, type Log } from '#kernel';
import type { Store } from '#store';
import { Catalogue, type ListInfo, type Match } from './catalogue.ts';
import { categories } from './category.ts';
import { entriesOf, refusePage } from './entries-of-list.ts';
import type { Entry } from './entry.ts';
import type { Reach } from './fetch-location.ts';
import { Postponed } from './over-http.ts';
import { ListContent } from './list-content.ts';
import type { ListFormat } from './list-format.ts';
import { ListRows, noProblem, type NewList } from './list-rows.ts';
import type { ListRow } from './list-tables.ts';
import { ownLists } from './own-lists.ts';

/** What lists stand on. */
export interface ListsParts {
  /** INVARIANT: it has been through `intelMigrations`. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the content of lists is kept. */
  readonly folder: string;
  readonly reach: Reach;
}

/** What can be changed of a list. */
export type ListChange = Partial<
  Pick<ListRow, 'name' | 'location' | 'bucket_owner' | 'format' | 'category' | 'kind'>
> & {
  readonly active?: boolean | undefined;
};

/**
 * The lists that people gave, in force.
 * INVARIANT: a list whose new content cannot be read keeps its old one in force, and says why in `problem`.
 */
export class Lists implements AsyncDisposable {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #rows: ListRows;
  readonly #content: ListContent;
  readonly #formats: ReadonlyMap<string, ListFormat>;
  #catalogue = new Catalogue([]);
  #fingerprint = '';
  readonly #listeners: (() => void)[] = [];
  /** What is being done, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor({ store, clock, log, folder: place, reach }: ListsParts, formats: readonly ListFormat[]) {
    this.#clock = clock;
    this.#log = log;
    this.#rows = new ListRows(store, clock);
    this.#content = new ListContent(place, reach);
    this.#formats = new Map(formats.map((format) => [format.name, format]));
  }

  /** Opens the lists; activations that were under way when the last process ended go on. */
  static async open(parts: ListsParts): Promise<Lists> {
    await mkdir(parts.folder, { recursive: true, mode: 0o700 });
    const lists = new Lists(parts, await folder<ListFormat>(new URL('formats/', import.meta.url)));
    await lists.#rows.forget();
    await lists.#compile();
    for (const row of await lists.everyOne())
      if (row.status === 'ACTIVATING') lists.#later(() => lists.#activate(row.id));
    return lists;
  }

  /** Everything that holds an address, the narrowest first; nothing for what is no address. */
  addressIn(address: string): Match[] {
    return this.#catalogue.addressIn(address);
  }

  /** Everything that holds a name. */
  domainIn(name: string): Match[] {
    return this.#catalogue.domainIn(name);
  }

  /** Told of lists in force: the same for the same content. */
  get fingerprint(): string {
    return this.#fingerprint;
  }

  /** Calls this whenever other content is in force than before. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get formats(): readonly string[] {
    return [...this.#formats.keys()];
  }

  find(id: string): Promise<ListRow | undefined> {
    return this.#rows.find(id);
  }

  /** Every list that people or feeds gave, the oldest first. */
  everyOne(): Promise<ListRow[]> {
    return this.#rows.all();
  }

  /** The lists of one sort that an account has in a Region, the oldest first. */
  all(of: Pick<ListRow, 'account' | 'region' | 'sort'>): Promise<ListRow[]> {
    return this.#rows.all(of);
  }

  /** Adds a list. When there is one with this id it was added before, and nothing happens. */
  async add(given: NewList, active: boolean): Promise<void> {
    if (!this.#formats.has(given.format))
      throw new Fault('BadInput', {
        en: `There is no format of lists called ${given.format}.`,
        ja: `${given.format} というリスト形式はありません。`,
      });
    const added = await this.#rows.add(given, active ? 'ACTIVATING' : 'INACTIVE');
    if (active && added) this.#later(() => this.#activate(given.id));
  }

  /** Changes a list; it is fetched anew when it is to be active. */
  async change(id: string, { active, ...change }: ListChange): Promise<void> {
    if (active === true) await this.#rows.set(id, { ...change, status: 'ACTIVATING', ...noProblem });
    else if (active === false) await this.#rows.set(id, { ...change, status: 'INACTIVE', in_force: 0 });
    else if (Object.keys(change).length > 0) await this.#rows.set(id, change);
    this.#later(() => (active === true ? this.#activate(id) : this.#compile()));
    if (active === false) await this.settled();
  }

  /** Takes a list away. For a day it can still be found, as DELETED: clients ask until they see that. */
  async remove(id: string): Promise<void> {
    await this.#rows.set(id, { status: 'DELETED', in_force: 0 });
    this.#later(async () => {
      await this.#content.remove(id);
      await this.#compile();
    });
    await this.settled();
  }

  /** When everything that was begun is done. */
  settled(): Promise<void> {
    return this.#work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#work;
  }

  #later(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#closed ? undefined : work()))
      .catch((error: unknown) =>
        this.#log.error({ reason: sentenceOf(error) }, 'A list could not be brought into force.'),
      );
  }

  async #activate(id: string): Promise<void> {
    const row = await this.find(id);
    if (row?.status !== 'ACTIVATING') return; // changed again, or gone
    try {
      const { bytes, version } = await this.#content.fetch(row);
      const text = bytes.toString('utf8');
      refusePage(row, text);
      const entries = entriesOf(row, text, this.#formats.get(row.format));
      await this.#content.keep(id, bytes);
      const fetched = { fetched_at: this.#now(), failures: 0, retry_at: 0, version };
      await this.#rows.set(id, { status: 'ACTIVE', ...noProblem, in_force: 1, entries: entries.length, ...fetched });
      await this.#compile();
    } catch (error) {
      const failed = { failures: Number(row.failures) + 1, retry_at: this.#now() + waitOf(error) };
      const { en: problem, ja: problem_ja } = textOf(error);
      await this.#rows.set(id, { status: 'ERROR', problem, problem_ja, ...failed });
    }
  }

  async #compile(): Promise<void> {
    const compiled: { list: ListInfo; entries: readonly Entry[] }[] = [...(await ownLists())];
    const told = compiled.map(({ list, entries }) => `${list.id} ${entries.length}`);
    for (const row of await this.everyOne()) {
      if (row.in_force !== 1) continue;
      const text = (await this.#content.here(row.id))?.toString('utf8');
      if (text === undefined) this.#later(() => this.#fetchAgain(row.id)); // another node has its content
      else {
        compiled.push({ list: infoOf(row), entries: entriesOf(row, text, this.#formats.get(row.format)) });
        told.push(stableId(row.id, row.kind, row.format, row.category, text));
      }
    }
    this.#catalogue = new Catalogue(compiled);
    const before = this.#fingerprint;
    this.#fingerprint = stableId(...told.toSorted());
    if (before !== '' && before !== this.#fingerprint) for (const listener of this.#listeners) listener();
  }

  async #fetchAgain(id: string): Promise<void> {
    await this.#rows.set(id, { status: 'ACTIVATING' });
    await this.#activate(id);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

/** Milliseconds for which a server said to leave it in peace. */
const waitOf = (error: unknown): number =>
  error instanceof Fault && error.cause instanceof Postponed ? error.cause.milliseconds : 0;

const infoOf = ({ id, name, kind, account, region, category }: ListRow): ListInfo => ({
  id,
  name,
  kind: kinds.find((one) => one === kind) ?? 'threat',
  category: categories.find((one) => one === category) ?? '',
  account,
  region,
});

const kinds = ['trusted', 'threat', 'known'] as const;
