import { readSchema, readStatement } from './cedar-texts.ts';
import type { CedarWorker } from './cedar-worker.ts';
import { fillTemplate } from './engine/parse-policy.ts';
import type { Policy, Template } from './engine/policy.ts';
import { PolicySet, type Uid } from './engine/policy-set.ts';
import type { Schema } from './engine/schema.ts';
import type { WrittenPolicies } from './engine/validate.ts';
import { othersAreAnswered } from './engine/slices.ts';
import { EntityUid } from './engine/values.ts';
import { itemOf, type EntityIdentifier, type IdentitySourceBody, type Item } from './items.ts';
import type { ItemKind, ItemRow } from './tables.ts';

/** What is in a policy store, ready to decide. */
export interface CompiledContent extends ReadBefore {
  readonly set: PolicySet;
  /** The texts of its policies, for Cedar's own library. */
  readonly written: WrittenPolicies;
  readonly identitySources: readonly IdentitySourceBody[];
}

/** What each text was read as, so that a change reads only what is new. */
export interface ReadBefore {
  readonly texts: ReadonlyMap<string, Template>;
  readonly schema: ReadSchema | undefined;
}

interface ReadSchema {
  readonly text: string;
  readonly schema: Schema;
}

export const nothingRead: ReadBefore = { texts: new Map(), schema: undefined };

/** Compiles what is in a policy store. Texts that were read before are not read again. */
export async function compiled(
  rows: readonly ItemRow[],
  cedar: CedarWorker,
  before: ReadBefore,
): Promise<CompiledContent> {
  const policies = await itemsOf('policy', rows);
  const templates = await itemsOf('template', rows);
  const statics = policies.flatMap(({ body }) => (body.type === 'STATIC' ? [body.statement] : []));
  const [texts, schema] = await Promise.all([
    readAll(
      statics,
      templates.map(({ body }) => body.statement),
      cedar,
      before.texts,
    ),
    schemaOf(rows, cedar, before.schema),
  ]);
  const byId = new Map(templates.map(({ id, body }) => [id, texts.get(body.statement)]));
  await othersAreAnswered();
  const set = new PolicySet(
    policies.flatMap((item) => policyOf(item, texts, byId)),
    schema?.schema,
  );
  await othersAreAnswered();
  const identitySources = (await itemsOf('identity-source', rows)).map(({ body }) => body);
  return { set, written: writtenOf(policies, templates), identitySources, texts, schema };
}

async function itemsOf<Kind extends ItemKind>(kind: Kind, rows: readonly ItemRow[]): Promise<Item<Kind>[]> {
  const items: Item<Kind>[] = [];
  for (const row of rows) {
    if (row.kind !== kind) continue;
    items.push(itemOf(kind, row));
    if (items.length % piece === 0) await othersAreAnswered();
  }
  return items;
}

/** Items that are read at one go. */
const piece = 500;

const writtenOf = (policies: readonly Item<'policy'>[], templates: readonly Item<'template'>[]): WrittenPolicies => ({
  policies: Object.fromEntries(
    policies.flatMap(({ id, body }) => (body.type === 'STATIC' ? [[id, body.statement] as const] : [])),
  ),
  templates: Object.fromEntries(templates.map(({ id, body }) => [id, body.statement])),
  links: policies.flatMap(({ id, body }) =>
    body.type === 'STATIC' ? [] : [{ id, template: body.policyTemplateId, values: fillingOf(body) }],
  ),
});

const fillingOf = ({ principal, resource }: Filling) => ({
  ...(principal === undefined ? {} : { '?principal': nameOf(principal) }),
  ...(resource === undefined ? {} : { '?resource': nameOf(resource) }),
});

type Filling = Partial<Record<'principal' | 'resource', EntityIdentifier | undefined>>;

const nameOf = ({ entityType, entityId }: EntityIdentifier): Uid => ({ type: entityType, id: entityId });

type Texts = ReadonlyMap<string, Template>;

async function readAll(
  statics: readonly string[],
  templates: readonly string[],
  cedar: CedarWorker,
  before: Texts,
): Promise<Texts> {
  const texts = new Map<string, Template>();
  for (const text of [...statics, ...templates]) {
    const known = before.get(text);
    if (known !== undefined) texts.set(text, known);
  }
  const isNew = (text: string): boolean => !before.has(text);
  const read = async (kind: 'policy' | 'template', text: string): Promise<unknown> =>
    texts.set(text, await readStatement(text, kind, cedar));
  await Promise.all([
    ...statics.filter(isNew).map((text) => read('policy', text)),
    ...templates.filter(isNew).map((text) => read('template', text)),
  ]);
  return texts;
}

async function schemaOf(
  rows: readonly ItemRow[],
  cedar: CedarWorker,
  before: ReadSchema | undefined,
): Promise<ReadSchema | undefined> {
  const row = rows.find(({ kind }) => kind === 'schema');
  if (row === undefined) return undefined;
  const text = itemOf('schema', row).body.cedarJson;
  return text === before?.text ? before : { text, schema: await readSchema(text, cedar) };
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
