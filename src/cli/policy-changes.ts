import { createHash } from 'node:crypto';
import { policiesOf, schemaJsonOf, type ContentChange, type PolicyFolder } from '#authz';
import type { StoreContent, StoredEntity, StoredLink, StoredStatement } from './policy-store.ts';

/**
 * By which name a folder knows what a policy store has: the `@id` of a statement, or the name, or the id that the store
 * gave to it. So what was carried one way is known again on the way back.
 */
export function keyOf({ id, name, ...rest }: StoredStatement | StoredLink): string {
  const plain = name === undefined || name === '' ? id : slug(name.replace(/^name\//, ''));
  if (!('statement' in rest)) return plain;
  return readStatement(rest.statement, plain)?.id ?? plain;
}

/** A stored statement as a folder would read it; nothing where the store has what Cedar does not read. */
function readStatement(text: string, name: string): { id: string; text: string } | undefined {
  const [read] = policiesOf({ kind: 'policies', file: `${name}.cedar`, text });
  return read !== undefined && 'id' in read ? read : undefined;
}

interface Making {
  readonly folder: PolicyFolder;
  readonly content: StoreContent;
  /** Leaves what the folder does not have. */
  readonly keep: boolean;
}

/** What makes a policy store decide as a folder does; nothing where it does already. */
export function changesTo({ folder, content, keep }: Making): ContentChange[] {
  const templates = idsOf(content.templates);
  const policies = idsOf([...content.policies, ...content.links]);
  const links = folder.links.map((link) => linkChange(link, templates, policies));
  const stored = [...content.policies, ...content.templates];
  const statements = folder.policies.map((policy): ContentChange => {
    const { id, kind, text: statement } = policy;
    return kind === 'template'
      ? { change: 'put-template', policyTemplateId: templates.get(slug(id)) ?? slug(id), statement }
      : { change: 'put-policy', policyId: policies.get(slug(id)) ?? slug(id), statement };
  });
  const fresh = statements.filter((change) => !stored.some((one) => isThere(one, change)));
  const missing = links.filter((link) => !content.links.some((one) => sameLink(one, link)));
  return [
    ...schemaChange(folder, content),
    ...fresh.filter(({ change }) => change === 'put-template'),
    ...fresh.filter(({ change }) => change === 'put-policy'),
    ...missing,
    ...(keep ? [] : deletions(folder, content)),
  ];
}

const idsOf = (stored: readonly (StoredStatement | StoredLink)[]): ReadonlyMap<string, string> =>
  new Map(stored.map((one) => [slug(keyOf(one)), one.id]));

/** An id as policy stores take it; of such an id, itself. What had to be written otherwise gets a mark, so that no two become one. */
function slug(id: string): string {
  const plain = id.replaceAll(/[^a-zA-Z0-9_-]/g, '-').slice(0, 100);
  return plain === id ? id : `${plain}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}

type LinkChange = Extract<ContentChange, { change: 'link-policy' }>;

function linkChange(
  { id, template, values }: PolicyFolder['links'][number],
  templates: ReadonlyMap<string, string>,
  policies: ReadonlyMap<string, string>,
): LinkChange {
  const filled = (slot: '?principal' | '?resource'): StoredEntity | undefined => {
    const uid = values[slot];
    return uid === undefined ? undefined : { entityType: uid.type, entityId: uid.id };
  };
  const [principal, resource] = [filled('?principal'), filled('?resource')];
  return {
    change: 'link-policy',
    policyId: policies.get(slug(id)) ?? slug(id),
    policyTemplateId: templates.get(slug(template)) ?? slug(template),
    ...(principal === undefined ? {} : { principal }),
    ...(resource === undefined ? {} : { resource }),
  };
}

function isThere({ id, statement }: StoredStatement, change: ContentChange): boolean {
  if (change.change !== 'put-policy' && change.change !== 'put-template') return false;
  const wanted = change.change === 'put-policy' ? change.policyId : change.policyTemplateId;
  return wanted === id && readStatement(statement, id)?.text === change.statement;
}

const sameLink = (stored: StoredLink, link: LinkChange): boolean =>
  stored.id === link.policyId &&
  stored.policyTemplateId === link.policyTemplateId &&
  sameEntity(stored.principal, link.principal) &&
  sameEntity(stored.resource, link.resource);

const sameEntity = (one: StoredEntity | undefined, other: StoredEntity | undefined): boolean =>
  one?.entityType === other?.entityType && one?.entityId === other?.entityId;

function schemaChange({ files }: PolicyFolder, { schema: before }: StoreContent): ContentChange[] {
  const file = files.find(({ kind }) => kind === 'schema');
  if (file === undefined) return [];
  const schema = schemaJsonOf(file.text);
  const same = before !== undefined && JSON.stringify(JSON.parse(before)) === schema;
  return same ? [] : [{ change: 'put-schema', schema }];
}

/** What fills a template goes before it. */
function deletions({ policies, links }: PolicyFolder, content: StoreContent): ContentChange[] {
  const kept = new Set([...policies, ...links].map(({ id }) => slug(id)));
  const gone = <One extends StoredStatement | StoredLink>(stored: readonly One[]): One[] =>
    stored.filter((one) => !kept.has(slug(keyOf(one))));
  return [
    ...gone([...content.links, ...content.policies]).map(({ id }): ContentChange => ({
      change: 'delete-policy',
      policyId: id,
    })),
    ...gone(content.templates).map(({ id }): ContentChange => ({ change: 'delete-template', policyTemplateId: id })),
  ];
}
