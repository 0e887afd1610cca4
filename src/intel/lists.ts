import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, folder, randomId, sentenceOf, stableId, textOf, type Clock, type Log } from '#kernel';
import type { Store } from '#store';
import { Catalogue, type ListInfo, type Match } from './catalogue.ts';
import { categories } from './category.ts';
import { entriesOf, refusePage } from './entries-of-list.ts';
import type { Entry } from './entry.ts';
import { fetchLocation, Postponed, type Fetched, type Reach } from './fetch-location.ts';
import type { ListFormat } from './list-format.ts';
import { listTables, type ListRow } from './list-tables.ts';
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
  readonly #parts: ListsParts;
  readonly #formats: ReadonlyMap<string, ListFormat>;
  #catalogue = new Catalogue([]);
  #fingerprint = '';
  readonly #listeners: (() => void)[] = [];
  /** What is being done, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(parts: ListsParts, formats: readonly ListFormat[]) {
    this.#parts = parts;
    this.#formats = new Map(formats.map((format) => [format.name, format]));
  }

  /** Opens the lists; activations that were under way when the last process ended go on. */
  static async open(parts: ListsParts): Promise<Lists> {
    await mkdir(parts.folder, { recursive: true, mode: 0o700 });
    const lists = new Lists(parts, await folder<ListFormat>(new URL('formats/', import.meta.url)));
    await lists.#forget();
    await lists.#compile();
    for (const row of await lists.#rows()) if (row.status === 'ACTIVATING') lists.#later(() => lists.#activate(row.id));
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
    return listTables(this.#parts.store).selectFrom('intel_lists').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** Every list that people or feeds gave, the oldest first. */
  everyOne(): Promise<ListRow[]> {
    return listTables(this.#parts.store)
      .selectFrom('intel_lists')
      .selectAll()
      .where('status', '<>', 'DELETED')
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  }

  /** The lists of one sort that an account has in a Region, the oldest first. */
  all(of: Pick<ListRow, 'account' | 'region' | 'sort'>): Promise<ListRow[]> {
    return listTables(this.#parts.store)
      .selectFrom('intel_lists')
      .selectAll()
      .where('account', '=', of.account)
      .where('region', '=', of.region)
      .where('sort', '=', of.sort)
      .where('status', '<>', 'DELETED')
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  }

  /** Adds a list. When there is one with this id it was added before, and nothing happens. */
  async add(
    given: Pick<
      ListRow,
      'id' | 'account' | 'region' | 'sort' | 'kind' | 'name' | 'format' | 'location' | 'bucket_owner'
    > &
      Partial<Pick<ListRow, 'category'>>,
    active: boolean,
  ): Promise<void> {
    if (!this.#formats.has(given.format))
      throw new Fault('BadInput', {
        en: `There is no format of lists called ${given.format}.`,
        ja: `${given.format} というリスト形式はありません。`,
      });
    const now = this.#parts.clock.now().getTime();
    const status = active ? 'ACTIVATING' : 'INACTIVE';
    const fresh = { status, ...noProblem, category: '', in_force: 0, entries: 0, fetched_at: 0, failures: 0 };
    const unseen = { retry_at: 0, version: '' };
    const { numInsertedOrUpdatedRows: added } = await listTables(this.#parts.store)
      .insertInto('intel_lists')
      .values({ ...fresh, ...unseen, ...given, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    if (active && Number(added ?? 0) > 0) this.#later(() => this.#activate(given.id));
  }

  /** Changes a list; it is fetched anew when it is to be active. */
  async change(id: string, { active, ...change }: ListChange): Promise<void> {
    if (active === true) await this.#set(id, { ...change, status: 'ACTIVATING', ...noProblem });
    else if (active === false) await this.#set(id, { ...change, status: 'INACTIVE', in_force: 0 });
    else if (Object.keys(change).length > 0) await this.#set(id, change);
    this.#later(() => (active === true ? this.#activate(id) : this.#compile()));
    if (active === false) await this.settled();
  }

  /** Takes a list away. For a day it can still be found, as DELETED: clients ask until they see that. */
  async remove(id: string): Promise<void> {
    await this.#set(id, { status: 'DELETED', in_force: 0 });
    this.#later(async () => {
      await rm(this.#fileOf(id), { force: true });
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
        this.#parts.log.error({ reason: sentenceOf(error) }, 'A list could not be brought into force.'),
      );
  }

  async #activate(id: string): Promise<void> {
    const row = await this.find(id);
    if (row?.status !== 'ACTIVATING') return; // changed again, or gone
    try {
      const { bytes, version } = await this.#fetch(row);
      const text = bytes.toString('utf8');
      refusePage(row, text);
      const entries = entriesOf(row, text, this.#formats.get(row.format));
      await this.#write(id, bytes);
      const fetched = { fetched_at: this.#now(), failures: 0, retry_at: 0, version };
      await this.#set(id, { status: 'ACTIVE', ...noProblem, in_force: 1, entries: entries.length, ...fetched });
      await this.#compile();
    } catch (error) {
      const failed = { failures: Number(row.failures) + 1, retry_at: this.#now() + waitOf(error) };
      const { en: problem, ja: problem_ja } = textOf(error);
      await this.#set(id, { status: 'ERROR', problem, problem_ja, ...failed });
    }
  }

  /** The content of a list: what is here already, where its server says that nothing is new. */
  async #fetch(row: ListRow): Promise<Required<Fetched>> {
    const here = await readFile(this.#fileOf(row.id)).catch(() => undefined);
    const seen = here === undefined ? '' : seenOf(row);
    const { bytes = here ?? Buffer.alloc(0), version } = await fetchLocation(row.location, this.#parts.reach, seen);
    return { bytes, version: version === '' ? '' : `${row.location} ${version}` };
  }

  async #compile(): Promise<void> {
    const compiled: { list: ListInfo; entries: readonly Entry[] }[] = [...(await ownLists())];
    const told = compiled.map(({ list, entries }) => `${list.id} ${entries.length}`);
    for (const row of await this.#rows()) {
      if (row.in_force !== 1) continue;
      const text = await readFile(this.#fileOf(row.id), 'utf8').catch(() => undefined);
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
    await this.#set(id, { status: 'ACTIVATING' });
    await this.#activate(id);
  }

  /** Whole or not at all. */
  async #write(id: string, bytes: Buffer): Promise<void> {
    const draft = `${this.#fileOf(id)}.${randomId()}`;
    await writeFile(draft, bytes, { mode: 0o600, flush: true });
    await rename(draft, this.#fileOf(id));
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }

  #fileOf(id: string): string {
    return join(this.#parts.folder, id);
  }

  async #forget(): Promise<void> {
    await listTables(this.#parts.store)
      .deleteFrom('intel_lists')
      .where('status', '=', 'DELETED')
      .where('updated_at', '<', this.#parts.clock.now().getTime() - 86_400_000)
      .execute();
  }

  #rows(): Promise<ListRow[]> {
    return listTables(this.#parts.store).selectFrom('intel_lists').selectAll().execute();
  }

  async #set(id: string, change: Partial<ListRow>): Promise<void> {
    const updated_at = this.#parts.clock.now().getTime();
    await listTables(this.#parts.store)
      .updateTable('intel_lists')
      .set({ ...change, updated_at })
      .where('id', '=', id)
      .execute();
  }
}

const noProblem = { problem: '', problem_ja: '' };

/** What the server called the content that is here, if that came from the same place. */
const seenOf = ({ location, version }: ListRow): string =>
  version.startsWith(`${location} `) ? version.slice(location.length + 1) : '';

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
