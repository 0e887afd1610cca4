import type { Clock, Log } from '#kernel';
import type { Store } from '#store';
import { compiled, nothingRead, type CompiledContent, type ReadBefore } from './compile-content.ts';
import { contentAt, revisionOf, type Moment } from './content.ts';
import { applied, type ContentChange } from './content-changes.ts';
import type { Judging } from './context.ts';
import { redactionOf, type Redaction } from './kept-question.ts';
import { findStore } from './policy-stores.ts';
import { settingsOf, type StoreSettings } from './store-settings.ts';
import { authzTables, type PolicyStoreRow } from './tables.ts';

/** A policy store ready to decide. */
export interface ReadyStore extends CompiledContent {
  readonly row: PolicyStoreRow;
  /** How its decisions are watched; of the past none are. */
  readonly watch?: Watch;
}

/** How the decisions of a policy store are watched. */
export interface Watch {
  readonly settings: StoreSettings;
  readonly redaction: Redaction;
  /** What is tried beside it, where that can be used. */
  readonly candidate: CompiledContent | undefined;
}

/** Milliseconds for which what other processes changed may go unseen. */
const unseen = 500;
/** Policy stores that are kept ready; with more, the one that was made ready first is made ready anew when it is asked. */
const most = 1_000;
/** Policy stores as they were before, that are kept ready. */
const mostPast = 32;

interface Records {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

interface Known {
  readonly ready: ReadyStore;
  readonly at: number;
}

/**
 * Policy stores, compiled. What this process changes, the next decision knows; what others change on the same store, it
 * knows within half a second.
 */
export class ReadyStores {
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly judging: Judging;
  private readonly log: Log;
  /** By account, then by what it calls them. */
  private readonly known = new Map<string, Map<string, Known>>();
  private readonly byId = new Map<string, Promise<ReadyStore>>();
  /** By store and revision, of which nothing changes any more; those that were asked for last. */
  private readonly past = new Map<string, Promise<ReadyStore>>();
  private readonly candidates = new Map<
    string,
    { readonly key: string; readonly content: CompiledContent | undefined }
  >();
  private changes = 0;

  constructor({ store, clock, log, ...judging }: Records & Judging) {
    this.store = store;
    this.clock = clock;
    this.log = log;
    this.judging = judging;
  }

  /** After each change. */
  changed(): void {
    this.changes += 1;
    this.known.clear();
  }

  /** Without a promise where it is known, for decisions are short. Throws `ResourceNotFoundException`. */
  get(reference: string, account: string): ReadyStore | Promise<ReadyStore> {
    const known = this.known.get(account)?.get(reference);
    const age = known === undefined ? unseen : this.clock.now().getTime() - known.at;
    return known !== undefined && age >= 0 && age < unseen ? known.ready : this.find(reference, account);
  }

  /** A policy store as it was at a revision. Throws `ResourceNotFoundException`. */
  async asOf(reference: string, account: string, moment: Moment): Promise<ReadyStore> {
    const row = await findStore(reference, account, this.store);
    const revision = await revisionOf(row, moment, authzTables(this.store));
    if (revision === row.revision) return this.get(reference, account);
    const key = `${row.id} ${revision}`;
    const known = this.past.get(key) ?? this.make({ ...row, revision }, nothingRead);
    this.past.delete(key);
    this.past.set(key, known);
    known.catch(() => this.past.delete(key));
    const [oldest] = this.past.keys();
    if (this.past.size > mostPast && oldest !== undefined) this.past.delete(oldest);
    return known;
  }

  private async find(reference: string, account: string): Promise<ReadyStore> {
    const [at, changes] = [this.clock.now().getTime(), this.changes];
    const row = await findStore(reference, account, this.store);
    const current = await this.current(row);
    const ready = { ...current, watch: await this.watchOf(current) };
    if (changes === this.changes) this.know(account, reference, { ready, at }); // or it may be older than our own change
    return ready;
  }

  private know(account: string, reference: string, known: Known): void {
    const ofAccount = this.known.get(account) ?? new Map<string, Known>();
    if (ofAccount.size >= most) ofAccount.clear();
    this.known.set(account, ofAccount.set(reference, known));
  }

  private async current(row: PolicyStoreRow): Promise<ReadyStore> {
    const before = await this.byId.get(row.id);
    if (before?.row.revision === row.revision) return { ...before, row };
    const ready = this.make(row, before ?? nothingRead);
    this.keep(row.id, ready);
    return ready;
  }

  private async watchOf(ready: ReadyStore): Promise<Watch> {
    const settings = await settingsOf(ready.row.id, authzTables(this.store));
    return {
      settings,
      redaction: redactionOf(settings.log.redact),
      candidate: await this.candidateOf(ready, settings),
    };
  }

  /** Undefined where nothing is tried, and where it cannot be used with what the policy store holds now. */
  private async candidateOf(ready: ReadyStore, { candidate }: StoreSettings): Promise<CompiledContent | undefined> {
    const { row } = ready;
    if (candidate === undefined) return undefined;
    const key = `${row.revision} ${candidate.since}`;
    const known = this.candidates.get(row.id);
    if (known?.key === key) return known.content;
    const content = await this.tried(ready, candidate.changes).catch((error: unknown) => {
      this.log.warn({ policyStore: row.id, err: error }, 'The candidate of a shadow run cannot be used any more.');
      return undefined;
    });
    this.candidates.set(row.id, { key, content });
    return content;
  }

  /** A policy store with changes that were not made. Throws `ValidationException` for what cannot be. */
  async tried(ready: ReadyStore, changes: readonly ContentChange[]): Promise<CompiledContent> {
    const { row } = ready;
    const before = await contentAt(row.id, row.revision, authzTables(this.store));
    const after = await applied(before, changes, row, this.judging);
    return compiled([...after.values()], this.judging.cedar, ready);
  }

  private keep(id: string, ready: Promise<ReadyStore>): void {
    const [oldest] = this.byId.keys();
    if (this.byId.size >= most && oldest !== undefined) this.byId.delete(oldest);
    this.byId.set(id, ready);
    ready.catch(() => this.byId.delete(id));
  }

  private async make(row: PolicyStoreRow, before: ReadBefore): Promise<ReadyStore> {
    const content = await contentAt(row.id, row.revision, authzTables(this.store));
    return { row, ...(await compiled([...content.values()], this.judging.cedar, before)) };
  }
}
