import { z } from 'zod';
import { readSchema } from './cedar-texts.ts';
import { newId, resourceTypes } from './change.ts';
import { contentKey, type Content } from './content.ts';
import type { Judging } from './context.ts';
import type { Schema } from './engine/schema.ts';
import { fillings } from './drafts.ts';
import { EntityIdentifier, itemOf, type Body } from './items.ts';
import { checkDescription, checkName } from './limits.ts';
import { namespacesOf, refuseReserved } from './schemas.ts';
import { headOf, judged, readDraft } from './statements.ts';
import type { ItemKind, ItemRow, PolicyStoreRow } from './tables.ts';
import { about, invalid, nameTaken, notFound } from './verified-permissions.ts';

const id = z.string().regex(/^[a-zA-Z0-9_-]{1,200}$/, 'must have 1 to 200 letters, digits, hyphens and underscores');
const named = { name: z.string().optional(), description: z.string().optional() };

/** One change to what is in a policy store. An id that is not there yet makes a new item with that id. */
export const ContentChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('put-policy'), policyId: id.optional(), statement: z.string(), ...named }),
  z.strictObject({
    change: z.literal('link-policy'),
    policyId: id.optional(),
    name: z.string().optional(),
    policyTemplateId: z.string().describe('Also of a template that the same changes make'),
    principal: EntityIdentifier.optional(),
    resource: EntityIdentifier.optional(),
  }),
  z.strictObject({ change: z.literal('delete-policy'), policyId: z.string() }),
  z.strictObject({
    change: z.literal('put-template'),
    policyTemplateId: id.optional(),
    statement: z.string(),
    ...named,
  }),
  z.strictObject({ change: z.literal('delete-template'), policyTemplateId: z.string() }).describe('And what fills it'),
  z.strictObject({ change: z.literal('put-schema'), schema: z.string().describe("Cedar's JSON form") }),
]);
export type ContentChange = z.infer<typeof ContentChange>;
type Change<Name extends ContentChange['change']> = Extract<ContentChange, { change: Name }>;

/** The content that changes make of another, in their order. What they put is judged as the policy store asks for. */
export async function applied(
  content: Content,
  changes: readonly ContentChange[],
  store: PolicyStoreRow,
  judging: Judging,
): Promise<Content> {
  const made = new Making(content, store, judging);
  for (const [place, change] of changes.entries()) await made.take(change, `changes.${place}`);
  await made.judge();
  return made.content;
}

class Making {
  readonly content: Map<string, ItemRow>;
  private readonly store: PolicyStoreRow;
  private readonly judging: Judging;
  /** What is judged in the end, by the schema that holds then. */
  private readonly put: { readonly row: ItemRow; readonly path: string }[] = [];

  constructor(content: Content, store: PolicyStoreRow, judging: Judging) {
    this.content = new Map(content);
    this.store = store;
    this.judging = judging;
  }

  async take(change: ContentChange, path: string): Promise<void> {
    if (change.change === 'put-policy') return this.putPolicy(change, path);
    if (change.change === 'link-policy') return this.linkPolicy(change, path);
    if (change.change === 'put-template') return this.putTemplate(change, path);
    if (change.change === 'put-schema') return this.putSchema(change, path);
    if (change.change === 'delete-policy') this.delete('policy', change.policyId);
    else this.deleteTemplate(change.policyTemplateId);
  }

  /** Whatever was put and is still there. Throws `ValidationException`. */
  async judge(): Promise<void> {
    if (this.store.mode !== 'STRICT') return;
    const schema = await this.schema();
    const { cedar } = this.judging;
    for (const { row, path } of this.put)
      if (this.content.get(contentKey(row)) === row)
        await judged(this.written(row), { schema, path, strict: this.judging.strict }, cedar);
  }

  private async putPolicy(
    { policyId, statement, description, name }: Change<'put-policy'>,
    path: string,
  ): Promise<void> {
    checkDescription(description, `${path}.description`);
    const read = await readDraft({ text: statement, kind: 'policy', path: `${path}.statement` }, this.judging);
    const body: Body<'policy'> = { type: 'STATIC', statement, head: headOf(read), ...describedBy(description) };
    this.set('policy', { id: policyId, name, body }, path);
  }

  private async linkPolicy(change: Change<'link-policy'>, path: string): Promise<void> {
    const { policyId, policyTemplateId, name, principal, resource } = change;
    const template = this.find('template', policyTemplateId);
    if (template === undefined) throw notFound('POLICY_TEMPLATE', policyTemplateId);
    fillings(itemOf('template', template).body.statement, change, path);
    const filled = {
      ...(principal === undefined ? {} : { principal }),
      ...(resource === undefined ? {} : { resource }),
    };
    const body: Body<'policy'> = { type: 'TEMPLATE_LINKED', policyTemplateId: template.id, ...filled };
    this.set('policy', { id: policyId, name, body }, path);
  }

  private async putTemplate(change: Change<'put-template'>, path: string): Promise<void> {
    const { policyTemplateId, statement, description, name } = change;
    checkDescription(description, `${path}.description`);
    const read = await readDraft({ text: statement, kind: 'template', path: `${path}.statement` }, this.judging);
    this.set(
      'template',
      { id: policyTemplateId, name, body: { statement, head: headOf(read), ...describedBy(description) } },
      path,
    );
  }

  private async putSchema({ schema }: Change<'put-schema'>, path: string): Promise<void> {
    await about(`${path}.schema`, () => readSchema(schema, this.judging.cedar));
    const namespaces = namespacesOf(schema);
    refuseReserved(namespaces, `${path}.schema`);
    this.set('schema', { id: 'schema', name: '', body: { cedarJson: schema, namespaces } }, path);
  }

  private set<Kind extends ItemKind>(
    kind: Kind,
    item: { readonly id: string | undefined; readonly name: string | undefined; readonly body: Body<Kind> },
    path: string,
  ): void {
    checkName(item.name);
    const before = item.id === undefined ? undefined : this.find(kind, item.id);
    const row = this.row(kind, item.id ?? newId(), before);
    row.name = item.name ?? before?.name ?? '';
    row.body = JSON.stringify(item.body);
    this.refuseNameOfAnother(row);
    this.content.set(contentKey(row), row);
    if (kind === 'policy' || kind === 'template') this.put.push({ row, path });
  }

  private refuseNameOfAnother({ kind, name, id: own }: ItemRow): void {
    const twin = name === '' ? undefined : this.find(kind, name);
    if (twin !== undefined && twin.id !== own) throw nameTaken(name, resourceTypes[kind], twin.id);
  }

  private row(kind: ItemKind, itemId: string, before: ItemRow | undefined): ItemRow {
    const fresh = {
      store: this.store.id,
      kind,
      id: itemId,
      name: '',
      body: '',
      created_revision: this.store.revision + 1,
    };
    return { ...fresh, from_revision: 0, to_revision: 0, created_at: 0, updated_at: 0, ...before };
  }

  private delete(kind: ItemKind, reference: string): void {
    const row = this.find(kind, reference);
    if (row !== undefined) this.content.delete(contentKey(row));
  }

  private deleteTemplate(reference: string): void {
    const template = this.find('template', reference);
    for (const row of this.content.values())
      if (row.kind === 'policy' && templateOf(row) === template?.id) this.content.delete(contentKey(row));
    this.delete('template', reference);
  }

  private find(kind: ItemKind, reference: string): ItemRow | undefined {
    if (!reference.startsWith('name/')) return this.content.get(contentKey({ kind, id: reference }));
    for (const row of this.content.values()) if (row.kind === kind && row.name === reference) return row;
    return undefined;
  }

  private async schema(): Promise<Schema | undefined> {
    const row = this.content.get(contentKey({ kind: 'schema', id: 'schema' }));
    return row === undefined ? undefined : readSchema(itemOf('schema', row).body.cedarJson, this.judging.cedar);
  }

  /** A policy or a template as Cedar's library judges it. */
  private written(row: ItemRow) {
    if (row.kind === 'template')
      return { policies: {}, templates: { statement: itemOf('template', row).body.statement } };
    const { body } = itemOf('policy', row);
    if (body.type === 'STATIC') return { policies: { statement: body.statement } };
    const template = this.find('template', body.policyTemplateId);
    if (template === undefined)
      throw invalid('policyTemplateId', {
        en: 'is of a template that these changes delete',
        ja: 'この変更で削除されるテンプレートです',
      });
    const { statement } = itemOf('template', template).body;
    const values = fillings(statement, body, 'changes');
    return { policies: {}, templates: { statement }, links: [{ id: 'policy', template: 'statement', values }] };
  }
}

const templateOf = (row: ItemRow): string | undefined => {
  const { body } = itemOf('policy', row);
  return body.type === 'TEMPLATE_LINKED' ? body.policyTemplateId : undefined;
};

const describedBy = (description: string | undefined) => (description === undefined ? {} : { description });
