import type { Clock } from '#kernel';
import type { Store } from '#store';
import { readSchema, readStatement } from './cedar-texts.ts';
import type { CedarWorker } from './cedar-worker.ts';
import { EntityUid } from './engine/values.ts';
import { fillTemplate } from './engine/parse-policy.ts';
import type { Policy, Template } from './engine/policy.ts';
import { PolicySet } from './engine/policy-set.ts';
import type { Schema } from './engine/schema.ts';
import { contentAt, revisionOf, type Moment } from './content.ts';
import { itemOf, type EntityIdentifier, type IdentitySourceBody, type Item } from './items.ts';
import { findStore } from './policy-stores.ts';
import { authzTables, type ItemRow, type PolicyStoreRow } from './tables.ts';

/** A policy store ready to decide. */
export interface ReadyStore {
  readonly row: PolicyStoreRow;
  readonly set: PolicySet;
  readonly identitySources: readonly IdentitySourceBody[];
  /** What each text was read as, so that a change reads only what is new. */
  readonly texts: ReadonlyMap<string, Template>;
}

/** Milliseconds for which what other processes changed may go unseen. */
const unseen = 500;
/** Policy stores that are kept ready; with more, the one that was made ready first is made ready anew when it is asked. */
const most = 1_000;
/** Policy stores as they were before, that are kept ready. */
const mostPast = 32;

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
  private readonly cedar: CedarWorker;
  private readonly byReference = new Map<string, Known>();
  private readonly byId = new Map<string, Promise<ReadyStore>>();
  /** By store and revision, of which nothing changes any more; those that were asked for last. */
  private readonly past = new Map<string, Promise<ReadyStore>>();
  private changes = 0;

  constructor({ store, clock, cedar }: { readonly store: Store; readonly clock: Clock; readonly cedar: CedarWorker }) {
    this.store = store;
    this.clock = clock;
    this.cedar = cedar;
  }

  /** After each change. */
  changed(): void {
    this.changes += 1;
    this.byReference.clear();
  }

  /** Without a promise where it is known, for decisions are short. Throws `ResourceNotFoundException`. */
  get(reference: string, account: string): ReadyStore | Promise<ReadyStore> {
    const known = this.byReference.get(`${account} ${reference}`);
    const age = known === undefined ? unseen : this.clock.now().getTime() - known.at;
    return known !== undefined && age >= 0 && age < unseen ? known.ready : this.find(reference, account);
  }

  /** A policy store as it was at a revision. Throws `ResourceNotFoundException`. */
  async asOf(reference: string, account: string, moment: Moment): Promise<ReadyStore> {
    const row = await findStore(reference, account, this.store);
    const revision = await revisionOf(row, moment, authzTables(this.store));
    if (revision === row.revision) return this.get(reference, account);
    const key = `${row.id} ${revision}`;
    const known = this.past.get(key) ?? this.make({ ...row, revision }, new Map());
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
    const ready = await this.current(row);
    if (this.byReference.size >= most) this.byReference.clear();
    if (changes === this.changes) this.byReference.set(`${account} ${reference}`, { ready, at }); // or it may be older than our own change
    return ready;
  }

  private async current(row: PolicyStoreRow): Promise<ReadyStore> {
    const before = await this.byId.get(row.id);
    if (before?.row.revision === row.revision) return { ...before, row };
    const ready = this.make(row, before?.texts ?? new Map<string, Template>());
    this.keep(row.id, ready);
    return ready;
  }

  private keep(id: string, ready: Promise<ReadyStore>): void {
    const [oldest] = this.byId.keys();
    if (this.byId.size >= most && oldest !== undefined) this.byId.delete(oldest);
    this.byId.set(id, ready);
    ready.catch(() => this.byId.delete(id));
  }

  private async make(row: PolicyStoreRow, before: ReadonlyMap<string, Template>): Promise<ReadyStore> {
    const content = await contentAt(row.id, row.revision, authzTables(this.store));
    return { row, ...(await compiled([...content.values()], this.cedar, before)) };
  }
}

/** Compiles what is in a policy store. Texts that were read before are not read again. */
export async function compiled(
  rows: readonly ItemRow[],
  cedar: CedarWorker,
  before: ReadonlyMap<string, Template>,
): Promise<Omit<ReadyStore, 'row'>> {
  const policies = rows.flatMap((row) => (row.kind === 'policy' ? [itemOf('policy', row)] : []));
  const templates = rows.flatMap((row) => (row.kind === 'template' ? [itemOf('template', row)] : []));
  const statics = policies.flatMap(({ body }) => (body.type === 'STATIC' ? [body.statement] : []));
  const [texts, schema] = await Promise.all([
    readAll(
      statics,
      templates.map(({ body }) => body.statement),
      cedar,
      before,
    ),
    schemaOf(rows, cedar),
  ]);
  const byId = new Map(templates.map(({ id, body }) => [id, texts.get(body.statement)]));
  const set = new PolicySet(
    policies.flatMap((item) => policyOf(item, texts, byId)),
    schema,
  );
  const identitySources = rows.flatMap((row) =>
    row.kind === 'identity-source' ? [itemOf('identity-source', row).body] : [],
  );
  return { set, identitySources, texts };
}

type Texts = ReadonlyMap<string, Template>;

async function readAll(
  statics: readonly string[],
  templates: readonly string[],
  cedar: CedarWorker,
  before: Texts,
): Promise<Texts> {
  const read = async (kind: 'policy' | 'template', text: string): Promise<readonly [string, Template]> => [
    text,
    before.get(text) ?? (await readStatement(text, kind, cedar)),
  ];
  return new Map(
    await Promise.all([
      ...statics.map((text) => read('policy', text)),
      ...templates.map((text) => read('template', text)),
    ]),
  );
}

async function schemaOf(rows: readonly ItemRow[], cedar: CedarWorker): Promise<Schema | undefined> {
  const row = rows.find(({ kind }) => kind === 'schema');
  return row === undefined ? undefined : readSchema(itemOf('schema', row).body.cedarJson, cedar);
}

/** Nothing where the template of a policy is gone, which deleting it prevents. */
function policyOf(
  { id, body }: Item<'policy'>,
  texts: Texts,
  templates: ReadonlyMap<string, Template | undefined>,
): Policy[] {
  const linked = body.type === 'TEMPLATE_LINKED';
  const statement = linked ? templates.get(body.policyTemplateId) : texts.get(body.statement);
  if (statement === undefined) return [];
  const fillings = linked ? { '?principal': uidOf(body.principal), '?resource': uidOf(body.resource) } : {};
  return [{ ...fillTemplate(statement, fillings), id, template: linked ? body.policyTemplateId : undefined }];
}

const uidOf = (entity: EntityIdentifier | undefined): EntityUid | undefined =>
  entity === undefined ? undefined : new EntityUid(entity.entityType, entity.entityId);
