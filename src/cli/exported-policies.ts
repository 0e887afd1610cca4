import { Fault } from '#kernel';
import { keyOf } from './policy-changes.ts';
import type { StoreContent, StoredEntity } from './policy-store.ts';

/** What a policy store has, as the files of a folder: names and texts. Each statement has a file of its own. */
export function exportedFiles({ schema, templates, policies, links }: StoreContent): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const stored of [...templates, ...policies])
    files.set(fileOf(keyOf(stored), stored.id, files), `${stored.statement.trim()}\n`);
  if (schema !== undefined) files.set('schema.cedarschema.json', written(JSON.parse(schema)));
  const template = new Map(templates.map((one) => [one.id, keyOf(one)]));
  const filled = links.map((link) => ({
    id: keyOf(link),
    template: template.get(link.policyTemplateId) ?? link.policyTemplateId,
    principal: uidOf(link.principal),
    resource: uidOf(link.resource),
  }));
  if (filled.length > 0) files.set('links.json', written(filled));
  return files;
}

/** A name that every file system takes, and that no other statement has: that of the statement, or its id. */
function fileOf(key: string, id: string, taken: ReadonlyMap<string, string>): string {
  const file = `${key}.cedar`;
  const others = [...taken.keys()].map((name) => name.toLowerCase());
  if (plain.test(key) && !others.includes(file.toLowerCase())) return file;
  if (plain.test(id)) return `${id}.cedar`;
  throw new Fault('Unsupported', {
    en: `No file can be named by the id ${JSON.stringify(id)} of a policy. Nothing was written.`,
    ja: `ポリシーの ID ${JSON.stringify(id)} はファイル名にできません。何も書き出していません。`,
  });
}

const plain = /^[\w-]{1,200}$/;

const uidOf = (entity: StoredEntity | undefined) =>
  entity === undefined ? undefined : { type: entity.entityType, id: entity.entityId };

const written = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
